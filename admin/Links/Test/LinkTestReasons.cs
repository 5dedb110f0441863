using System.Globalization;
using System.Text;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;
using OneLink.Shared.Routing;

namespace OneLink.Admin.Links.Test;

/// <summary>Says in sentences why a link answers as it does.</summary>
internal static class LinkTestReasons
{
    public static List<string> Of(StoredLink link, scoped in RedirectDecision decision, ClickKind kind, IReadOnlyList<LinkTestRule> rules)
    {
        var reasons = new List<string>();
        AddState(link, decision, reasons);
        if (decision.Page is RedirectPage.None or RedirectPage.DeepLink or RedirectPage.Card or RedirectPage.TabletProbe && decision.Orphan == OrphanKind.None)
        {
            AddRouting(link, decision, rules, reasons);
            AddPage(decision, kind, reasons);
        }

        if (link.Content.MaxClicks is { } limit)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"The link lets {limit} people through; edges count them, and this answer assumes that some are left."));
        }

        return reasons;
    }

    private static void AddState(StoredLink link, scoped in RedirectDecision decision, List<string> reasons)
    {
        switch (decision.Page)
        {
            case RedirectPage.NotFound:
                reasons.Add(link.DeniedHost is { } host ? $"The link leads to {host}, which is on a list of denied hosts."
                    : link.Content.Enabled ? "The link is not active yet (activeFrom)."
                    : "The link is disabled.");
                break;
            case RedirectPage.Password:
                reasons.Add("The link asks for its password first.");
                break;
            case RedirectPage.MethodNotAllowed:
                reasons.Add("Links with the status 301 or 302 answer GET and HEAD alone.");
                break;
        }

        if (decision.Orphan == OrphanKind.Expired)
        {
            reasons.Add("The link has expired.");
        }
    }

    private static void AddRouting(StoredLink link, scoped in RedirectDecision decision, IReadOnlyList<LinkTestRule> rules, List<string> reasons)
    {
        if (!decision.Rule.IsEmpty)
        {
            reasons.Add($"The rule \"{Encoding.UTF8.GetString(decision.Rule)}\" is the first whose conditions all hold.");
        }
        else if (rules.Count > 0)
        {
            reasons.Add("No rule holds.");
        }

        if (!decision.Variant.IsEmpty)
        {
            reasons.Add($"Address and user agent give this visitor the variant \"{Encoding.UTF8.GetString(decision.Variant)}\", now and later.");
        }
        else if (link.Content.Variants.Count > 0)
        {
            reasons.Add("It is not the time of the variants (variantsFrom, variantsUntil).");
        }

        if (decision.Destination is DestinationKind.Fallback or DestinationKind.Url)
        {
            var field = decision.Destination == DestinationKind.Fallback ? "fallbackUrl" : "url";
            reasons.Add($"On {decision.Device.Platform.Name()} the destination is a {field}.");
        }
    }

    private static void AddPage(scoped in RedirectDecision decision, ClickKind kind, List<string> reasons)
    {
        switch (decision.Page)
        {
            case RedirectPage.DeepLink:
                reasons.Add("A page attempts the deep link and falls back to the destination.");
                break;
            case RedirectPage.Card:
                reasons.Add("A crawler that draws link cards gets the brand's card.");
                break;
            case RedirectPage.TabletProbe:
                reasons.Add("Safari on a Mac is asked whether it is an iPad (probeIpad).");
                break;
            case RedirectPage.None when kind != ClickKind.Human:
                reasons.Add("Programs are redirected; their visits are not counted as clicks of people.");
                break;
        }
    }
}
