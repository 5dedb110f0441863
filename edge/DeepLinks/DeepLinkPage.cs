using System.Buffers;
using System.Text.Encodings.Web;
using OneLink.Edge.Routing;

namespace OneLink.Edge.DeepLinks;

/// <summary>
/// The page that attempts an app: it opens the deep link at once, goes to the fallback when the page is still in front
/// after a moment (no app answered), and shows both as buttons, which is all there is without JavaScript. A server-side
/// redirect to an app's scheme ends in Safari's "address is invalid" where the app is missing, hence a page.
/// </summary>
internal static class DeepLinkPage
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>The app has 1.5 s to come to the front; the research of the field uses 1.2-2.5 s.</summary>
    private static ReadOnlySpan<byte> Script =>
        """
        (function(){var a=document.getElementById("app"),w=document.getElementById("web"),t=setTimeout(function(){if(!document.hidden)location.replace(w.href)},1500);function stop(){clearTimeout(t)}document.addEventListener("visibilitychange",function(){if(document.hidden)stop()});addEventListener("pagehide",stop);addEventListener("blur",stop);location.href=a.href})()
        """u8;

    private static ReadOnlySpan<byte> Style =>
        """
        body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;font:17px/1.5 system-ui,sans-serif;background:#fff;color:#111}main{text-align:center;padding:24px;max-width:26rem}a{display:block;margin:16px 0;padding:14px 20px;border-radius:12px;color:inherit}#app{background:var(--brand,#0b57d0);color:#fff;text-decoration:none;font-weight:600}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}
        """u8;

    /// <summary>Writes the page.</summary>
    /// <param name="link">The link, for its brand.</param>
    /// <param name="deepLink">What the app button opens.</param>
    /// <param name="fallback">What the other button opens.</param>
    /// <param name="nonce">Base64 nonce of the content security policy.</param>
    /// <param name="output">Receives UTF-8.</param>
    public static void Write(CompiledLink link, ReadOnlySpan<byte> deepLink, ReadOnlySpan<byte> fallback, ReadOnlySpan<byte> nonce, IBufferWriter<byte> output)
    {
        LinkBrand brand = link.Brand;
        ReadOnlySpan<byte> title = !brand.Title.IsEmpty ? brand.Title : !brand.Name.IsEmpty ? brand.Name : "Opening the app"u8;

        output.Write("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>"u8);
        WriteText(title, output);
        output.Write("</title><style nonce=\""u8);
        output.Write(nonce);
        output.Write("\">"u8);
        output.Write(Style);
        if (IsColor(brand.Color))
        {
            output.Write(":root{--brand:"u8);
            output.Write(brand.Color);
            output.Write("}"u8);
        }

        output.Write("</style></head><body><main><h1>"u8);
        WriteText(title, output);
        output.Write("</h1>"u8);
        if (!brand.Description.IsEmpty)
        {
            output.Write("<p>"u8);
            WriteText(brand.Description, output);
            output.Write("</p>"u8);
        }

        output.Write("<a id=\"app\" href=\""u8);
        WriteText(deepLink, output);
        output.Write("\">Open the app</a><a id=\"web\" href=\""u8);
        WriteText(fallback, output);
        output.Write("\">Continue without the app</a></main><script nonce=\""u8);
        output.Write(nonce);
        output.Write("\">"u8);
        output.Write(Script);
        output.Write("</script></body></html>\n"u8);
    }

    private static bool IsColor(ReadOnlySpan<byte> color)
        => color.Length == 7 && color[0] == (byte)'#' && !color[1..].ContainsAnyExcept(HexDigits);

    /// <summary>Encodes for text and quoted attributes.</summary>
    private static void WriteText(ReadOnlySpan<byte> utf8, IBufferWriter<byte> output)
    {
        while (!utf8.IsEmpty)
        {
            OperationStatus status = HtmlEncoder.Default.EncodeUtf8(utf8, output.GetSpan(Math.Max(64, utf8.Length)), out int consumed, out int written);
            output.Advance(written);
            utf8 = utf8[consumed..];
            if (status is OperationStatus.Done or OperationStatus.InvalidData)
            {
                return;
            }
        }
    }
}
