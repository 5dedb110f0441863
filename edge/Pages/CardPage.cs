using System.Buffers;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Pages;

/// <summary>
/// What a crawler that draws link cards reads: the brand as Open Graph (https://ogp.me) and Twitter tags. Somebody who was
/// taken for a crawler finds the way on as a link.
/// </summary>
internal static class CardPage
{
    public static void Write(scoped in RedirectDecision decision, ReadOnlySpan<byte> nonce, IBufferWriter<byte> output)
    {
        LinkBrand brand = decision.Link.Brand;
        ReadOnlySpan<byte> title = !brand.Title.IsEmpty ? brand.Title : !brand.Name.IsEmpty ? brand.Name : decision.Location;
        output.Write("<!doctype html><html><head><meta charset=\"utf-8\"><title>"u8);
        Html.Text(title, output);
        output.Write("</title>"u8);
        Tag("property=\"og:type\""u8, "website"u8, output);
        Tag("property=\"og:title\""u8, title, output);
        Tag("property=\"og:description\""u8, brand.Description, output);
        Tag("property=\"og:image\""u8, brand.ImageUrl, output);
        Tag("property=\"og:url\""u8, decision.PageUrl, output);
        Tag("property=\"og:site_name\""u8, brand.Name, output);
        Tag("name=\"description\""u8, brand.Description, output);
        Tag("name=\"twitter:card\""u8, brand.ImageUrl.IsEmpty ? "summary"u8 : "summary_large_image"u8, output);
        Tag("name=\"twitter:title\""u8, title, output);
        Tag("name=\"twitter:description\""u8, brand.Description, output);
        Tag("name=\"twitter:image\""u8, brand.ImageUrl, output);
        Tag("name=\"theme-color\""u8, brand.Color, output);
        output.Write("<style nonce=\""u8);
        output.Write(nonce);
        output.Write("\">body{font:17px/1.5 system-ui,sans-serif;margin:24px}</style></head><body>"u8);
        Html.Heading(title, output);
        Html.Paragraph(brand.Description, output);
        Html.Link("rel=\"nofollow\""u8, decision.Location, decision.Location, output);
        output.Write("</body></html>\n"u8);
    }

    private static void Tag(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content, IBufferWriter<byte> output)
    {
        if (!content.IsEmpty)
        {
            output.Write("<meta "u8);
            output.Write(name);
            output.Write(" content=\""u8);
            Html.Text(content, output);
            output.Write("\">"u8);
        }
    }
}
