using OneLink.Admin.Json;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Links.Rules;

/// <summary>Rules and variants as edges get them.</summary>
internal static class RulePublisher
{
    private static readonly IReadOnlyDictionary<string, QueryValue> NoQuery = new Dictionary<string, QueryValue>(StringComparer.Ordinal);

    public static Rule ToRule(LinkRule rule, LinkUtm utm)
    {
        var result = new Rule
        {
            Name = rule.Name,
            When = ToCondition(rule.When),
            Then = ToOutcome(rule.Then.Url, rule.Then.FallbackUrl, rule.Then.DeepLinkPath, utm),
        };
        result.Variants.AddRange((rule.Then.Variants ?? []).Select(variant => ToVariant(variant, utm)));
        return result;
    }

    public static Variant ToVariant(LinkVariant variant, LinkUtm utm) => new()
    {
        Name = variant.Name,
        Weight = (uint)variant.Weight,
        Then = ToOutcome(variant.Url, variant.FallbackUrl, variant.DeepLinkPath, utm),
    };

    private static Outcome ToOutcome(string? url, OptionalText fallback, OptionalText deepLink, LinkUtm utm)
    {
        var outcome = new Outcome();
        if (url is not null)
        {
            outcome.Url = UtmMerge.Apply(url, utm);
        }

        if (fallback.IsSet)
        {
            outcome.FallbackUrl = fallback.Value ?? "";
        }

        if (deepLink.IsSet)
        {
            outcome.DeepLinkPath = deepLink.Value ?? "";
        }

        return outcome;
    }

    private static Condition ToCondition(RuleCondition when)
    {
        var condition = new Condition
        {
            OsVersion = when.OsVersion ?? "",
            AfterMs = when.After?.ToUnixTimeMilliseconds() ?? 0,
            BeforeMs = when.Before?.ToUnixTimeMilliseconds() ?? 0,
            Inbox = when.Inbox is { } inbox ? new Shared.Feed.InboxCondition { Id = (ulong)inbox.Id, Open = inbox.Open } : null,
        };
        condition.Countries.AddRange(when.Country ?? []);
        condition.Regions.AddRange(when.Region ?? []);
        condition.Languages.AddRange(when.Language ?? []);
        condition.Platforms.AddRange(when.Platform ?? []);
        condition.DeviceClasses.AddRange(when.DeviceClass ?? []);
        condition.Browsers.AddRange(when.Browser ?? []);
        condition.InApps.AddRange(when.InApp ?? []);
        condition.Addresses.AddRange(when.Ip ?? []);
        foreach (var (name, value) in when.Query ?? NoQuery)
        {
            condition.Query.Add(new QueryCondition
            {
                Name = name,
                Match = value.Text switch { null => QueryMatch.Present, "" => QueryMatch.Valueless, _ => QueryMatch.Equal },
                Value = value.Text ?? "",
            });
        }

        return condition;
    }
}
