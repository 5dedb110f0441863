using System.Buffers;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Pages;

/// <summary>
/// Safari on an iPad sends the bytes of Safari on a Mac; a Mac has no touch points. The page asks, and then does for an
/// iPad what the deep-link page does, and goes on at once for a Mac. Without JavaScript it is a page with links.
/// </summary>
internal static class TabletProbePage
{
    private static ReadOnlySpan<byte> Script =>
        """
        (function(){function by(i){return document.getElementById(i)}var a=by("app"),p=by("ipad"),w=by("web");if(!(navigator.maxTouchPoints>1)){location.replace(w.href);return}if(!a){location.replace(p.href);return}var t,o;function stop(){clearTimeout(t)}function go(){stop();if(!o)t=setTimeout(function(){if(!document.hidden)location.replace(p.href)},2500)}function end(){o=1;stop()}document.addEventListener("visibilitychange",function(){if(document.hidden)end()});addEventListener("pagehide",end);addEventListener("blur",stop);addEventListener("focus",go);go();location.href=a.href})()
        """u8;

    public static void Write(scoped in RedirectDecision decision, ReadOnlySpan<byte> nonce, IBufferWriter<byte> output)
    {
        LinkBrand brand = decision.Link.Brand;
        PageLanguage language = decision.Language;
        ReadOnlySpan<byte> title = !brand.Title.IsEmpty ? brand.Title : !brand.Name.IsEmpty ? brand.Name : PageText.Opening.In(language);
        Html.Begin(title, language, brand.Color, nonce, output);
        Html.Heading(title, output);
        Html.Paragraph(brand.Description, output);
        if (!decision.DeepLink.IsEmpty)
        {
            Html.Link("class=\"p\" id=\"app\""u8, decision.DeepLink, PageText.Open.In(language), output);
        }

        // On an iPad the visible way on is the iPad's; the Mac's is taken by the script alone where the two differ.
        Html.Link("id=\"ipad\""u8, decision.TabletLocation, PageText.Web.In(language), output);
        Html.Link("id=\"web\" hidden"u8, decision.Location, PageText.Continue.In(language), output);
        output.Write("<noscript>"u8);
        Html.Link("class=\"p\""u8, decision.Location, PageText.Continue.In(language), output);
        output.Write("</noscript><script nonce=\""u8);
        output.Write(nonce);
        output.Write("\">"u8);
        output.Write(Script);
        output.Write("</script>"u8);
        Html.End(output);
    }
}
