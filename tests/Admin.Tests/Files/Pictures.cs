using SkiaSharp;

namespace OneLink.Admin.Tests.Files;

/// <summary>Real pictures for tests.</summary>
internal static class Pictures
{
    public static byte[] Png(int width = 4, int height = 2) => Encode(width, height, SKEncodedImageFormat.Png);

    public static byte[] Jpeg(int width = 4, int height = 2) => Encode(width, height, SKEncodedImageFormat.Jpeg);

    private static byte[] Encode(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Teal);
        using var data = bitmap.Encode(format, quality: 90);
        return data.ToArray();
    }
}
