FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=settings.production VAR_DIR=/var/agora
WORKDIR /srv/agora
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN for app in portal labs events search home; do pybabel compile -d $app/locale -D django; done \
 && useradd --system agora && mkdir -p /var/agora && chown agora /var/agora
USER agora
EXPOSE 8000
CMD ["sh", "-c", "python manage.py migrate --noinput && python manage.py collectstatic --noinput && exec gunicorn settings.wsgi --config python:settings.gunicorn --bind 0.0.0.0:8000 --workers 3 --threads 4"]
