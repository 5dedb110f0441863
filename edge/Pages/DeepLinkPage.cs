using System.Buffers;
using OneLink.Shared.Devices;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Pages;

/// <summary>
/// The page that attempts an app: it opens the deep link at once, goes to the fallback when the page is still in front
/// after a moment (no app answered), and shows both as buttons, which is all there is without JavaScript. A server-side
/// redirect to an app's scheme ends in Safari's "address is invalid" where the app is missing, hence a page.
/// What each browser and app gets, and why: docs/deep-links.md.
/// </summary>
internal static class DeepLinkPage
{
    /// <summary>
    /// The wait is in <c>data-wait</c>: an app has 1.5 s on Android to come to the front; on iOS 2.5 s, since a person
    /// must first confirm a sheet (the research of the field uses 1.2-2.5 s). Without it nothing happens by itself.
    /// A page that is hidden or left has its app: the timer ends for good, so that nobody who comes back finds the store.
    /// A page that only loses the focus shows a question of the browser ("Open in Acme?", "The address is invalid"): the
    /// timer stands still until it is answered.
    /// </summary>
    private static ReadOnlySpan<byte> Script =>
        """
        (function(){var m=document.querySelector("[data-wait]");if(!m)return;var a=document.getElementById("app"),w=document.getElementById("web"),t,o;function stop(){clearTimeout(t)}function go(){stop();if(!o)t=setTimeout(function(){if(!document.hidden)location.replace(w.href)},+m.dataset.wait)}function end(){o=1;stop()}document.addEventListener("visibilitychange",function(){if(document.hidden)end()});addEventListener("pagehide",end);addEventListener("blur",stop);addEventListener("focus",go);go();location.href=a.href})()
        """u8;

    /// <summary>Writes the page.</summary>
    /// <param name="decision">A decision for <see cref="RedirectPage.DeepLink"/>.</param>
    /// <param name="nonce">Base64 nonce of the content security policy.</param>
    /// <param name="output">Receives UTF-8.</param>
    public static void Write(scoped in RedirectDecision decision, ReadOnlySpan<byte> nonce, IBufferWriter<byte> output)
    {
        LinkBrand brand = decision.Link.Brand;
        PageLanguage language = decision.Language;
        ReadOnlySpan<byte> title = !brand.Title.IsEmpty ? brand.Title : !brand.Name.IsEmpty ? brand.Name : PageText.Opening.In(language);
        bool isShut = BlocksSchemes(decision.Device.InApp);

        Html.Begin(title, language, brand.Color, nonce, output);
        output.Write(isShut ? "<div>"u8 : decision.Device.Platform == Platform.Android ? "<div data-wait=\"1500\">"u8 : "<div data-wait=\"2500\">"u8);
        Html.Heading(title, output);
        Html.Paragraph(brand.Description, output);
        if (isShut)
        {
            Html.Paragraph(PageText.Hint.In(language), output);
        }

        Html.Link("class=\"p\" id=\"app\""u8, decision.DeepLink, PageText.Open.In(language), output);
        if (!decision.LeadOut.IsEmpty)
        {
            Html.Link("id=\"out\""u8, decision.LeadOut, PageText.Browser.In(language), output);
        }

        Html.Link("id=\"web\""u8, decision.Location, PageText.Web.In(language), output);
        output.Write("</div><script nonce=\""u8);
        output.Write(nonce);
        output.Write("\">"u8);
        output.Write(Script);
        output.Write("</script>"u8);
        Html.End(output);
    }

    /// <summary>
    /// Apps whose web view opens no other app, whatever the page tries: an attempt would end in their error page, and a
    /// timer in a store that they block as well. The visitor is shown the way out instead.
    /// </summary>
    private static bool BlocksSchemes(InAppBrowser app)
        => app is InAppBrowser.WeChat or InAppBrowser.Qq or InAppBrowser.Weibo or InAppBrowser.Alipay or InAppBrowser.Baidu;
}
