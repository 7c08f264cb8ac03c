"""The secret of an address, and the headers that it signs (https://www.standardwebhooks.com).

A secret is made of the platform's SECRET_KEY and of a number that stands with the address, each time it is needed: the
database, and a copy of it, holds no secret. While SECRET_KEY_FALLBACKS holds the key before, what that made signs too.
"""

from base64 import b64encode
from datetime import datetime

from django.conf import settings
from django.utils.crypto import salted_hmac
from standardwebhooks import Webhook as Signer

from portal.models import Message, Webhook

PREFIX = "whsec_"
SALT = "portal.webhooks"


def secret_of(webhook: Webhook) -> str:
    """Return the secret that the receiver keeps: `whsec_…`, 32 bytes."""
    return _secret(webhook.nonce, settings.SECRET_KEY)


def headers_of(message: Message, now: datetime) -> dict[str, str]:
    """Return the headers of one attempt: which message, when, and that it is ours by every secret in force."""
    key = f"msg_{message.key.hex}"
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    secrets = [_secret(nonce, each) for nonce in message.webhook.nonces for each in keys]
    return {
        "Content-Type": "application/json",
        "webhook-id": key,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Signer(secret).sign(key, now, message.body) for secret in secrets),
    }


def _secret(nonce: str, key: str | bytes) -> str:
    return PREFIX + b64encode(salted_hmac(SALT, nonce, secret=key, algorithm="sha256").digest()).decode()
