using System.Text;
using OneLink.Shared.Clicks;
using OneLink.Shared.Routing;

namespace OneLink.Shared.Tests.Routing;

/// <summary>A decision that outlives its buffers.</summary>
internal sealed record RouterAnswer(
    int Status, RedirectPage Page, CachePolicy Cache, DestinationKind Destination, string Location, string DeepLink, string Rule, string Variant, string LeadOut, string PageUrl, string TabletLocation)
{
    public static RouterAnswer Of(scoped in RedirectDecision decision) => new(
        decision.Status,
        decision.Page,
        decision.Cache,
        decision.Destination,
        Text(decision.Location),
        Text(decision.DeepLink),
        Text(decision.Rule),
        Text(decision.Variant),
        Text(decision.LeadOut),
        Text(decision.PageUrl),
        Text(decision.TabletLocation));

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
