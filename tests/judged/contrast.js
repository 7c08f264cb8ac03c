// The contrast (WCAG 2.2, 1.4.3) of text that axe leaves to people: too short to be sure that it is text, or spilling
// out of its own box. Returns the ratio and what is needed; null where the ground is a picture and no one colour.
(selector) => {
  // The leaf of a cancelled date is drawn across on purpose; its date stands in words beside it.
  const STRUCK = '[data-status="cancelled"] .leaf';
  const text = document.querySelector(selector);
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { rgb: [red, green, blue], alpha: alpha / 255 };
  };
  const over = (top, ground) => top.rgb.map((part, i) => part * top.alpha + ground[i] * (1 - top.alpha));
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = () => {
    const layers = [];
    for (let node = text; node; node = node.parentElement) {
      const style = getComputedStyle(node);
      const isPicture = style.backgroundImage !== "none" && !node.matches(STRUCK);
      if (isPicture || style.opacity !== "1") return null;
      layers.unshift(rgba(style.backgroundColor));
      if (layers[0].alpha === 1) break;
    }
    return layers.reduce((below, layer) => over(layer, below), rgba("Canvas").rgb);
  };
  const below = ground();
  if (!below) return null;
  const style = getComputedStyle(text);
  const [light, dark] = [over(rgba(style.color), below), below].map(luminance).sort((a, b) => b - a);
  const size = parseFloat(style.fontSize);
  const isLarge = size >= 24 || (size >= 56 / 3 && style.fontWeight >= 700);
  return { ratio: (light + 0.05) / (dark + 0.05), needed: isLarge ? 3 : 4.5 };
}
