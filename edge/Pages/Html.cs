using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using OneLink.Edge.Redirects;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Pages;

/// <summary>The parts that all pages have.</summary>
internal static class Html
{
    /// <summary>Leaves the letters of all languages as they are: pages are UTF-8.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>What every page looks like; a page without a nonce may have nothing else.</summary>
    public static ReadOnlySpan<byte> Style =>
        """
        body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;font:17px/1.5 system-ui,sans-serif;background:#fff;color:#111}main{box-sizing:border-box;text-align:center;padding:24px;width:100%;max-width:26rem;overflow-wrap:anywhere}h1{font-size:1.4rem}h1,p{unicode-bidi:plaintext}a,button,input{display:block;box-sizing:border-box;width:100%;margin:16px 0;padding:14px 20px;border-radius:12px;font:inherit;color:inherit}input{border:1px solid #767676;background:transparent}.p{background:var(--brand,#0b57d0);color:var(--ink,#fff);border:0;text-decoration:none;font-weight:600}:focus-visible{outline:3px solid #767676;outline-offset:2px}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}
        """u8;

    /// <summary>Opens a page: head, style, the beginning of <c>main</c>.</summary>
    /// <param name="title">UTF-8, not encoded.</param>
    /// <param name="language">Of the page's own words.</param>
    /// <param name="color">The brand's, or empty.</param>
    /// <param name="nonce">Base64 nonce of the content security policy; empty where the policy knows the style.</param>
    /// <param name="output">Receives UTF-8.</param>
    public static void Begin(
        ReadOnlySpan<byte> title, PageLanguage language, ReadOnlySpan<byte> color, ReadOnlySpan<byte> nonce, IBufferWriter<byte> output)
    {
        output.Write("<!doctype html><html lang=\""u8);
        output.Write(language.Tag());
        output.Write(language == PageLanguage.Arabic ? "\" dir=\"rtl\">"u8 : "\">"u8);
        output.Write("<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>"u8);
        Text(title, output);
        output.Write("</title>"u8);
        if (nonce.IsEmpty)
        {
            output.Write("<style>"u8);
        }
        else
        {
            output.Write("<style nonce=\""u8);
            output.Write(nonce);
            output.Write("\">"u8);
        }

        output.Write(Style);
        if (IsColor(color))
        {
            output.Write(":root{--brand:"u8);
            output.Write(color);
            output.Write(IsLight(color) ? ";--ink:#000}"u8 : "}"u8);
        }

        output.Write("</style></head><body><main>"u8);
    }

    public static void End(IBufferWriter<byte> output) => output.Write("</main></body></html>\n"u8);

    public static void Heading(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        output.Write("<h1>"u8);
        Text(text, output);
        output.Write("</h1>"u8);
    }

    /// <summary>A paragraph; nothing where there is no text.</summary>
    public static void Paragraph(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if (!text.IsEmpty)
        {
            output.Write("<p>"u8);
            Text(text, output);
            output.Write("</p>"u8);
        }
    }

    /// <summary>A link: attributes are ours, address and text are encoded.</summary>
    public static void Link(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> address, ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        output.Write("<a "u8);
        output.Write(attributes);
        output.Write(" href=\""u8);
        Text(address, output);
        output.Write("\">"u8);
        Text(text, output);
        output.Write("</a>"u8);
    }

    /// <summary>Encodes for text and quoted attributes.</summary>
    public static void Text(ReadOnlySpan<byte> utf8, IBufferWriter<byte> output)
    {
        while (!utf8.IsEmpty)
        {
            OperationStatus status = Encoder.EncodeUtf8(utf8, output.GetSpan(Math.Max(64, utf8.Length)), out int consumed, out int written);
            output.Advance(written);
            utf8 = utf8[consumed..];
            if (status is OperationStatus.Done or OperationStatus.InvalidData)
            {
                return;
            }
        }
    }

    private static bool IsColor(ReadOnlySpan<byte> color)
        => color.Length == 7 && color[0] == (byte)'#' && !color[1..].ContainsAnyExcept(HexDigits);

    /// <summary>Whether black is easier to read on a colour than white: its relative luminance (WCAG 2) is above 0.179, here by the gamma of 2.2.</summary>
    private static bool IsLight(ReadOnlySpan<byte> color)
        => (0.2126 * Channel(color[1..])) + (0.7152 * Channel(color[3..])) + (0.0722 * Channel(color[5..])) > 0.179;

    private static double Channel(ReadOnlySpan<byte> hex)
        => Math.Pow(byte.Parse(hex[..2], System.Globalization.NumberStyles.AllowHexSpecifier) / 255.0, 2.2);
}
