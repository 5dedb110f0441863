using System.Buffers;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Pages;

/// <summary>Asks for a link's password. The form goes back to the same address, so that no password stands in one.</summary>
internal static class PasswordPage
{
    public static void Write(scoped in RedirectDecision decision, ReadOnlySpan<byte> nonce, IBufferWriter<byte> output)
    {
        LinkBrand brand = decision.Link.Brand;
        PageLanguage language = decision.Language;
        ReadOnlySpan<byte> problem = decision.Page switch
        {
            RedirectPage.PasswordWrong => PageText.Wrong.In(language),
            RedirectPage.PasswordRefused => PageText.Refused.In(language),
            _ => default,
        };
        Html.Begin(PageText.Locked.In(language), language, brand.Color, nonce, output);
        Html.Heading(PageText.Locked.In(language), output);
        Html.Paragraph(brand.Name, output);
        if (!problem.IsEmpty)
        {
            output.Write("<p role=\"alert\">"u8);
            Html.Text(problem, output);
            output.Write("</p>"u8);
        }

        output.Write("<form method=\"post\"><label for=\"password\">"u8);
        Html.Text(PageText.Password.In(language), output);
        output.Write("</label><input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required autofocus><button class=\"p\" type=\"submit\">"u8);
        Html.Text(PageText.Continue.In(language), output);
        output.Write("</button></form>"u8);
        Html.End(output);
    }
}
