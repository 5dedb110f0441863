using OneLink.Admin.OpenApi;
using OneLink.Shared.Routing;

namespace OneLink.Admin.Links.Rules;

/// <summary>Rules and variants, as the API description shows them and as their readers know them.</summary>
internal static class RuleSchema
{
    private const string InboxSummary = "What an inbox must be.";

    private static readonly IReadOnlyList<ApiField> Target =
    [
        new("url", LinkTypes.Destination, "Where the link leads instead.") { IsOptional = true },
        new("deepLinkPath", LinkTypes.DeepLink.OrNull(), "URI of the app instead; `null` for none, left out as without it.") { IsOptional = true },
        new("fallbackUrl", LinkTypes.Destination.OrNull(), "Where a visitor without the app goes instead; `null` for none, left out as without it.") { IsOptional = true },
    ];

    public static IReadOnlyList<ApiField> VariantFields { get; } =
    [
        new("name", ApiType.Text(VariantReader.MaxName, 1).Like("A"), "As stats show it, unique in its list; `variant-1`, `variant-2`, … where left out."),
        new("weight", ApiType.Integer(1, VariantReader.MaxWeight), "Share of the visitors, relative to the others.") { IsRequired = true },
        .. Target,
    ];

    public static ApiType Variant { get; } = ApiType.Of(ApiObject.Answered("LinkVariant", "A share of the visitors and where it goes.", VariantFields));

    public static ApiType VariantSent { get; } = ApiType.Of(ApiObject.Sent("LinkVariantInput", "A share of the visitors and where it goes.", VariantFields));

    public static IReadOnlyList<ApiField> InboxFields { get; } =
    [
        new("id", ApiType.Integer(1, int.MaxValue), "An inbox of the link's account.") { IsRequired = true },
        new("open", ApiType.Flag, "Whether it has to be open (the default), or must not be."),
    ];

    public static ApiType InboxSent { get; } = ApiType.Of(ApiObject.Sent("InboxConditionInput", InboxSummary, InboxFields));

    public static IReadOnlyList<ApiField> ConditionFields(ApiType inbox) =>
    [
        Condition("country", Texts("DE"), "Country of the visitor's address, ISO 3166-1 in two letters."),
        Condition("region", Texts("DE-BY"), "Region of the visitor's address, ISO 3166-2."),
        Condition("language", Texts("de"), "Language of `Accept-Language` with q of 0.9 or more, matched by prefix (RFC 4647)."),
        Condition("platform", Names(ConditionKind.Platform), "Operating system."),
        Condition("deviceClass", Names(ConditionKind.DeviceClass), "Kind of device."),
        Condition("osVersion", ApiType.Text(ConditionReader.MaxText).Like(">=17"), "Version of the operating system, or comparisons that all must hold."),
        Condition("browser", Names(ConditionKind.Browser), "Browser."),
        Condition("inApp", Names(ConditionKind.InApp), "App whose own browser it is."),
        Condition(
            "query",
            ApiType.MapOf(ApiType.Either(ApiType.Text(ConditionReader.MaxQueryText), ApiType.OneOfTrue)),
            "Parameters of the visit: a text is that value, `\"\"` is there without a value, `true` is there with any."),
        Condition("ip", Texts("10.0.0.0/8"), "Address, range, or IPv4 with free octets (`11.22.*.*`)."),
        Condition("after", ApiType.Time, "From this time on."),
        Condition("before", ApiType.Time, "Before this time."),
        Condition("inbox", inbox, "Whether an inbox is within its business hours with an agent online. At the edge within a second of a change."),
    ];

    public static ApiType Answered { get; } = Rule("", ApiObject.Answered, Variant, ApiType.Of(ApiObject.Answered("InboxCondition", InboxSummary, InboxFields)));

    public static ApiType Sent { get; } = Rule("Input", ApiObject.Sent, VariantSent, InboxSent);

    public static string[] RuleNames { get; } = ["name", "when", "then"];

    public static IReadOnlyList<ApiField> ThenFields(ApiType variant) =>
    [
        .. Target,
        new("variants", ApiType.ListOf(variant, VariantReader.MaxCount), "Shares of this rule's visitors, instead of the link's.") { IsOptional = true },
    ];

    private static ApiType Rule(string suffix, Func<string, string, IEnumerable<ApiField>, ApiObject> objectOf, ApiType variant, ApiType inbox) => ApiType.Of(objectOf(
        "LinkRule" + suffix,
        "Sends the visitors for whom its conditions hold somewhere else.",
        [
            new("name", ApiType.Text(VariantReader.MaxName, 1).Like("german tablets"), "As stats show it, unique in the link; `rule-1`, `rule-2`, … where left out."),
            new("when", ApiType.Of(objectOf("RuleCondition" + suffix, "Everything that is there must hold; of a list, one value.", ConditionFields(inbox))), "For whom; `{}` holds for everybody.") { IsRequired = true },
            new("then", ApiType.Of(objectOf("RuleOutcome" + suffix, "Where the visitors of the rule go.", ThenFields(variant))), "Where they go.") { IsRequired = true },
        ]));

    private static ApiField Condition(string name, ApiType type, string description) => new(name, type, description) { IsOptional = true };

    private static ApiType Texts(string example) => ApiType.ListOf(ApiType.Text(ConditionReader.MaxText).Like(example), ConditionReader.MaxValues, 1);

    private static ApiType Names(ConditionKind kind) => ApiType.ListOf(ApiType.OneOf(DeviceMask.NamesOf(kind)), ConditionReader.MaxValues, 1);
}
