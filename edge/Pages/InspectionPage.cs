using System.Buffers;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Pages;

/// <summary>Tells where a link goes for this visitor, without going there (<c>slug+</c>).</summary>
internal static class InspectionPage
{
    public static void Write(scoped in RedirectDecision decision, ReadOnlySpan<byte> nonce, IBufferWriter<byte> output)
    {
        LinkBrand brand = decision.Link.Brand;
        PageLanguage language = decision.Language;
        Html.Begin(PageText.Goes.In(language), language, brand.Color, nonce, output);
        Html.Heading(PageText.Goes.In(language), output);
        Html.Paragraph(decision.PageUrl, output);
        Html.Paragraph(brand.Title.IsEmpty ? brand.Name : brand.Title, output);
        output.Write("<p><strong>"u8);
        Html.Text(decision.Location, output);
        output.Write("</strong></p>"u8);
        if (!decision.DeepLink.IsEmpty)
        {
            output.Write("<p>"u8);
            Html.Text(PageText.InApp.In(language), output);
            output.Write(": <code>"u8);
            Html.Text(decision.DeepLink, output);
            output.Write("</code></p>"u8);
        }

        Html.Link("class=\"p\" rel=\"nofollow\""u8, decision.Location, PageText.Continue.In(language), output);
        Html.End(output);
    }
}
