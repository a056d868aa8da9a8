// Makes a photo smaller before it is sent: a tenth of the data. Without this the server does the same.
for (const input of document.querySelectorAll("input[data-shrink]")) {
  const most = Number(input.dataset.shrink);
  input.removeAttribute("data-shrink"); // the script stands beside each such field, and works once
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file || !file.type.startsWith("image/") || file.size < 300_000) return;
    try {
      const whole = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, most / Math.max(whole.width, whole.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(whole.width * scale);
      canvas.height = Math.round(whole.height * scale);
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff"; // what can be seen through
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(whole, 0, 0, canvas.width, canvas.height);
      const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      if (!small || small.size >= file.size || input.files[0] !== file) return;
      const chosen = new DataTransfer();
      chosen.items.add(new File([small], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: small.type }));
      input.files = chosen.files;
    } catch {
      // a kind of picture that this browser can not open: sent as it is, and the server says what to do
    }
  });
}
