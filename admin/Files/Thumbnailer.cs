using SkiaSharp;

namespace OneLink.Admin.Files;

/// <summary>Reads pictures that strangers send: their size from the header alone, a small one where that costs little enough.</summary>
internal sealed class Thumbnailer : IDisposable
{
    public const string ContentType = "image/webp";

    /// <summary>Longer side, in pixels.</summary>
    private const int Side = 250;

    /// <summary>
    /// Pixels that are decoded at most: 4 bytes each, so 160 MB for a moment. A header of a few bytes can promise billions.
    /// </summary>
    private const long MaxPixels = 40_000_000;

    private const int Quality = 80;

    /// <summary>One after the other: memory is bounded, whoever uploads at the same time.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <returns>Null where it is no picture that can be read.</returns>
    public async Task<Thumbnail?> MakeAsync(Stream content, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Make(content), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static Thumbnail? Make(Stream content)
    {
        using var codec = SKCodec.Create(new SKManagedStream(content, disposeManagedStream: false));
        if (codec is null || codec.Info.Width <= 0 || codec.Info.Height <= 0)
        {
            return null;
        }

        var isTurned = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = isTurned ? (codec.Info.Height, codec.Info.Width) : (codec.Info.Width, codec.Info.Height);
        return new Thumbnail(width, height, (long)width * height <= MaxPixels ? Small(codec) : null);
    }

    private static byte[]? Small(SKCodec codec)
    {
        var scale = Math.Min(1f, Side / (float)Math.Max(codec.Info.Width, codec.Info.Height));

        // JPEG decodes to an eighth of its size for a fraction of the work; other formats answer with their own size.
        var size = codec.GetScaledDimensions(scale);
        using var decoded = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (decoded.GetPixels() == IntPtr.Zero || codec.GetPixels(decoded.Info, decoded.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput))
        {
            return null;
        }

        var target = new SKImageInfo(Scaled(codec.Info.Width, scale), Scaled(codec.Info.Height, scale), SKColorType.Rgba8888, SKAlphaType.Premul);
        using var small = decoded.Resize(target, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        if (small is null)
        {
            return null;
        }

        using var upright = Upright(small, codec.EncodedOrigin);
        using var encoded = upright.Encode(SKEncodedImageFormat.Webp, Quality);
        return encoded?.ToArray();
    }

    private static int Scaled(int length, float scale) => Math.Max(1, (int)Math.Round(length * scale));

    /// <summary>Turned and mirrored as the camera noted (Exif 2.32, tag 0x0112).</summary>
    private static SKImage Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var (width, height) = (bitmap.Width, bitmap.Height);
        SKMatrix? matrix = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
            _ => null,
        };
        if (matrix is not { } turn)
        {
            return SKImage.FromBitmap(bitmap);
        }

        var isTurned = origin >= SKEncodedOrigin.LeftTop;
        using var surface = SKSurface.Create(bitmap.Info.WithSize(isTurned ? height : width, isTurned ? width : height));
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.SetMatrix(turn);
        using var image = SKImage.FromBitmap(bitmap);
        surface.Canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        return surface.Snapshot();
    }
}
