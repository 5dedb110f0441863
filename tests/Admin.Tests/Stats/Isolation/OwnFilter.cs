namespace OneLink.Admin.Tests.Stats.Isolation;

/// <summary>A filter of a question: <c>country=DE,US</c> or <c>country=-DE</c>.</summary>
/// <param name="Name">The dimension.</param>
/// <param name="Values">As clicks hold them; of links their places in <see cref="SeveralAccounts.Slugs"/>.</param>
/// <param name="IsNegated">Whether they are left out.</param>
internal sealed record OwnFilter(string Name, IReadOnlyList<string> Values, bool IsNegated)
{
    public bool Keeps(OwnedClick click, long[] links) => IsNegated != Name switch
    {
        "country" => Values.Contains(click.Country),
        "platform" => Values.Contains(click.Platform),
        "utmCampaign" => Values.Contains(click.Campaign),
        "referrer" => Values.Contains(click.Referrer),
        "link" => Values.Any(slug => links[Array.IndexOf(SeveralAccounts.Slugs, slug)] == click.Link),
        "tag" => click.Link == links[0],
        _ => throw new ArgumentOutOfRangeException(nameof(click), Name, "No filter of this name."),
    };

    public override string ToString()
        => $"&{Name}={string.Join(',', Values.Select(value => (IsNegated ? "-" : "") + (value.Length == 0 ? "unknown" : value)))}";
}
