import { useEffect, useState } from 'preact/hooks';

interface BlobImageProps {
  readonly blob: Blob;
  readonly alt: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Under this name the picture can be dragged out as a file. */
  readonly fileName?: string | undefined;
  readonly lazy?: boolean | undefined;
}

/** A picture from memory. Its URL lives as long as it is shown. */
export function BlobImage({ blob, alt, width, height, fileName, lazy = false }: BlobImageProps) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  const onDragStart = (event: DragEvent) => {
    if (!fileName || !url) return;
    // Chromium's way to drop a file on the desktop; other programs and pages take the picture itself
    event.dataTransfer?.setData('DownloadURL', `${blob.type}:${fileName}:${url}`);
    event.dataTransfer?.items.add(new File([blob], fileName, { type: blob.type }));
  };
  return (
    <img
      src={url}
      alt={alt}
      width={width}
      height={height}
      loading={lazy ? 'lazy' : 'eager'}
      draggable={fileName !== undefined}
      onDragStart={onDragStart}
    />
  );
}
