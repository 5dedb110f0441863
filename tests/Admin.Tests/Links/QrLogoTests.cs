using System.Net;
using Microsoft.AspNetCore.Http;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Outbound;
using SkiaSharp;

namespace OneLink.Admin.Tests.Links;

/// <summary>Logos of a site on loopback, which this admin is told it may reach.</summary>
public sealed class QrLogoTests : IAsyncLifetime
{
    private static readonly SKColor Red = new(0xE0, 0x10, 0x10);

    private AdminServer _server = null!;
    private LoopbackServer _site = null!;
    private string _path = "";

    public async Task InitializeAsync()
    {
        _server = await AdminServer.StartAsync(settings: ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"]);
        _site = await LoopbackServer.StartAsync(async context =>
        {
            var path = context.Request.Path.Value!;
            if (path == "/moved")
            {
                context.Response.Redirect("/wide.png");
                return;
            }

            if (path == "/inside")
            {
                context.Response.Redirect("http://169.254.169.254/logo.png");
                return;
            }

            var file = File(path);
            context.Response.StatusCode = file.Length == 0 ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
            await context.Response.Body.WriteAsync(file);
        });
        _path = "/links/" + (await _server.Client.PostAsync("/links", $$$"""{"url":"https://acme.com/","slug":"logo","brand":{"logoUrl":"{{{_site.Url("/wide.png")}}}"}}""")).Text("slug");
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("true", 512)]
    [InlineData("/wide.png", 301)]
    [InlineData("/moved", 82)]
    [InlineData("/wide.jpg", 512)]
    [InlineData("/wide.webp", 512)]
    [InlineData("/wide.gif", 512)]
    public async Task Qr_LogoInAPng_CoversTheMiddleAndNothingElse(string logo, int size)
    {
        using var plain = await PictureAsync($"size={size}&level=H&color=0b3d91");
        using var drawn = await PictureAsync($"size={size}&color=0b3d91&logo={Uri.EscapeDataString(logo == "true" ? logo : _site.Url(logo).AbsoluteUri)}");
        var changed = (from x in Enumerable.Range(0, size) from y in Enumerable.Range(0, size) where plain.GetPixel(x, y) != drawn.GetPixel(x, y) select (X: x, Y: y)).ToList();

        Assert.Equal((size, size), (drawn.Width, drawn.Height));
        var middle = drawn.GetPixel(size / 2, size / 2);
        Assert.InRange(Math.Abs(middle.Red - Red.Red) + Math.Abs(middle.Green - Red.Green) + Math.Abs(middle.Blue - Red.Blue), 0, 24);

        // Twice as wide as high, and in its longer side a fifth of the code's.
        var (width, height) = (changed.Max(at => at.X) - changed.Min(at => at.X) + 1, changed.Max(at => at.Y) - changed.Min(at => at.Y) + 1);
        Assert.InRange(width, size * 0.08, (size * 0.2) + 2);
        Assert.InRange(height, (width / 2) - 3, (width / 2) + 3);
        Assert.All(changed, at => Assert.InRange(at.X, size * 0.39, size * 0.61));
    }

    [Theory]
    [InlineData("/missing.png", "answered 404")]
    [InlineData("/page.html", "is not a picture")]
    [InlineData("/vector.svg", "is not a picture")]
    [InlineData("/cut.png", "is not a picture")]
    [InlineData("/vast.png", "is not a picture")]
    [InlineData("/heavy.png", "is larger than")]
    [InlineData("/inside", "no public address")]
    public async Task Qr_LogoThatCannotBeDrawnInAPng_IsRefused(string logo, string reason)
    {
        var answer = await _server.Client.GetJsonAsync($"{_path}/qr?format=png&logo={Uri.EscapeDataString(_site.Url(logo).AbsoluteUri)}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["logo"], answer.ErrorPaths());
        Assert.Contains(reason, answer.Body!["errors"]!["logo"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static byte[] File(string path)
    {
        switch (path)
        {
            case "/wide.png":
                return Wide(SKEncodedImageFormat.Png);
            case "/wide.jpg":
                return Wide(SKEncodedImageFormat.Jpeg);
            case "/wide.webp":
                return Wide(SKEncodedImageFormat.Webp);
            case "/wide.gif":
                // Two pixels of the first of two colours (GIF89a): screen, palette, image, codes.
                return
                [
                    .. "GIF89a"u8, 2, 0, 1, 0, 0x80, 0, 0, Red.Red, Red.Green, Red.Blue, 0, 0, 0,
                    0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x04, 0x0A, 0, 0x3B,
                ];
            case "/cut.png":
                var whole = Wide(SKEncodedImageFormat.Png);
                return whole[..(whole.Length / 2)];
            case "/vast.png":
                // A small file of twenty million pixels.
                using (var vast = new SKBitmap(5_000, 4_000, SKColorType.Gray8, SKAlphaType.Opaque))
                using (var encoded = vast.Encode(SKEncodedImageFormat.Png, quality: 100))
                {
                    return encoded.ToArray();
                }

            case "/heavy.png":
                return [.. Wide(SKEncodedImageFormat.Png), .. new byte[1024 * 1024]];
            case "/page.html":
                return "<!doctype html><title>No picture</title>"u8.ToArray();
            case "/vector.svg":
                return """<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>"""u8.ToArray();
            default:
                return [];
        }
    }

    private static byte[] Wide(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(400, 200);
        bitmap.Erase(Red);
        using var encoded = bitmap.Encode(format, quality: 100);
        return encoded.ToArray();
    }

    private async Task<SKBitmap> PictureAsync(string query)
    {
        using var answer = await _server.Client.GetAsync(new Uri($"{_path}/qr?format=png&{query}", UriKind.Relative));
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        return SKBitmap.Decode(await answer.Content.ReadAsByteArrayAsync());
    }
}
