// What is lost of a page as it stands (WCAG 2.2, 1.4.4, 1.4.10, 1.4.12): the page scrolls sideways, text is cut off by
// its box or by the edge of the screen, or one text lies on another. Returns one sentence for each.
() => {
  const TOLERANCE = 2;
  // Of the height of a line of text, what lies above and below the letters.
  const AROUND_LETTERS = 0.28;
  const root = document.documentElement;
  const found = [];
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide on ${root.clientWidth}`);

  const isHidden = (node) => {
    const style = getComputedStyle(node);
    return style.visibility !== "visible" || style.clipPath !== "none" || style.opacity === "0";
  };
  // A box that scrolls by itself loses nothing, nor does what is hidden on purpose.
  const clipper = (node) => {
    for (let box = node; box && box !== root; box = box.parentElement) {
      if (isHidden(box)) return null;
      const { overflowX, overflowY } = getComputedStyle(box);
      if ([overflowX, overflowY].some((way) => way === "auto" || way === "scroll")) return null;
      if (overflowX !== "visible" || overflowY !== "visible") return box;
    }
    return root;
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines = [];
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const owner = text.parentElement;
    if (!text.data.trim() || owner.closest("script, style, template, svg, option") || !owner.checkVisibility()) continue;
    const box = clipper(owner);
    if (!box) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const edge = box === root ? { left: 0, right: root.clientWidth } : box.getBoundingClientRect();
    for (const line of range.getClientRects()) {
      if (!line.width) continue;
      const words = text.data.trim().slice(0, 40);
      const isCut = box !== root && (line.bottom > edge.bottom + line.height / 2 || line.top < edge.top - line.height / 2);
      if (isCut || line.left < edge.left - TOLERANCE || line.right > edge.right + TOLERANCE) found.push(`cut off: ${words}`);
      const around = line.height * AROUND_LETTERS;
      lines.push({ left: line.left, right: line.right, top: line.top + around, bottom: line.bottom - around, words });
    }
  }

  lines.sort((a, b) => a.top - b.top);
  for (const [i, upper] of lines.entries()) {
    for (const lower of lines.slice(i + 1)) {
      if (lower.top >= upper.bottom) break;
      const across = Math.min(upper.right, lower.right) - Math.max(upper.left, lower.left);
      const down = Math.min(upper.bottom, lower.bottom) - lower.top;
      if (across > TOLERANCE && down > TOLERANCE) found.push(`one on the other: ${upper.words} / ${lower.words}`);
    }
  }
  return [...new Set(found)];
}
