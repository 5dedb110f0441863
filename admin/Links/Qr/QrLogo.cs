using SkiaSharp;

namespace OneLink.Admin.Links.Qr;

/// <summary>A picture in the middle of a QR code.</summary>
internal static class QrLogo
{
    /// <summary>Side of the logo as a part of the code's: hides about 4 % of the modules, of which level H mends 30 %.</summary>
    public const double Part = 0.2;

    /// <summary>Pixels that are decoded at most: 4 bytes each, so 64 MB for a moment. A header of a few bytes can promise billions.</summary>
    private const long MaxPixels = 16_000_000;

    /// <summary>What it can be, as the end of a sentence that the field's name begins.</summary>
    private const string NoPicture = "is not a picture that can be drawn: PNG, JPEG, WebP or GIF, of at most 16 million pixels.";

    /// <summary>Draws the logo over the code, as large as fits the middle.</summary>
    /// <param name="png">The code, as <see cref="QrPng"/> has drawn it.</param>
    /// <param name="side">Of the middle, in pixels.</param>
    /// <param name="content">The logo's file.</param>
    /// <returns>The picture as PNG, or what is wrong with the logo.</returns>
    public static (byte[]? Png, string? Error) Draw(byte[] png, float side, ReadOnlyMemory<byte> content)
    {
        using var logo = Decode(content);
        if (logo is null)
        {
            return (null, NoPicture);
        }

        using var picture = SKBitmap.Decode(png);
        using (var canvas = new SKCanvas(picture))
        using (var image = SKImage.FromBitmap(logo))
        {
            var scale = Math.Min(side / logo.Width, side / logo.Height);
            var middle = SKRect.Create(
                (picture.Width - (logo.Width * scale)) / 2, (picture.Height - (logo.Height * scale)) / 2, logo.Width * scale, logo.Height * scale);
            canvas.DrawImage(image, middle, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        using var encoded = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        return (encoded.ToArray(), null);
    }

    private static SKBitmap? Decode(ReadOnlyMemory<byte> content)
    {
        using var data = SKData.CreateCopy(content.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info is not { Width: > 0, Height: > 0 } || (long)codec.Info.Width * codec.Info.Height > MaxPixels)
        {
            return null;
        }

        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (bitmap.GetPixels() != IntPtr.Zero && codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }
}
