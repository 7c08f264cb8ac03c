/* Tells the page around the frame how tall the list is; without it the frame simply scrolls.

   To pages of ours: { agora: "height", height }. To WordPress, which names the frame in its address (#?secret=…) and
   opens no new windows from it: its own messages, for the height and for the link that was followed. */
(() => {
  if (parent === window) return;
  const secret = new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret");

  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    parent.postMessage({ agora: "height", height }, "*");
    if (secret) parent.postMessage({ message: "height", value: height, secret }, "*");
  };
  new ResizeObserver(tell).observe(document.body);

  if (secret) {
    addEventListener("click", (event) => {
      const link = event.target.closest("a[href^=http]");
      if (link) parent.postMessage({ message: "link", value: link.href, secret }, "*");
    });
  }
})();
