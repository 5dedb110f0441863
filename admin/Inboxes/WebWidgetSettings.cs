using System.Text.Json.Nodes;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Inboxes;

/// <summary>What only a web widget knows, within its inbox's channel settings.</summary>
internal static class WebWidgetSettings
{
    public const string WebsiteUrl = "website_url";
    public const string WidgetColor = "widget_color";
    public const string WelcomeTitle = "welcome_title";
    public const string WelcomeTagline = "welcome_tagline";
    public const string ReplyTime = "reply_time";
    public const string FeatureFlags = "selected_feature_flags";
    public const string PreChatFormEnabled = "pre_chat_form_enabled";
    public const string PreChatFormOptions = "pre_chat_form_options";
    public const string ContinuityViaEmail = "continuity_via_email";
    public const string AllowedDomains = "allowed_domains";

    public static readonly IReadOnlyList<string> ReplyTimes = ["in_a_few_minutes", "in_a_few_hours", "in_a_day"];

    private static readonly string[] KnownFlags = ["attachments", "emoji_picker", "end_conversation", "use_inbox_avatar_for_bot", "allow_mobile_webview"];

    /// <summary>Of a new widget.</summary>
    public static JsonObject Default() => new()
    {
        [WidgetColor] = "#1f93ff",
        [ReplyTime] = ReplyTimes[0],
        [FeatureFlags] = new JsonArray("attachments", "emoji_picker", "end_conversation"),
        [PreChatFormEnabled] = false,
        [PreChatFormOptions] = new JsonObject(),
        [ContinuityViaEmail] = true,
        [AllowedDomains] = "",
    };

    public static void Check(RecordErrors errors, JsonObject settings)
    {
        var address = Text(settings, WebsiteUrl);
        TextRules.Present(errors, WebsiteUrl, address);
        TextRules.Length(errors, WebsiteUrl, address);
        TextRules.Length(errors, WidgetColor, Text(settings, WidgetColor));
        TextRules.Length(errors, WelcomeTitle, Text(settings, WelcomeTitle));
        TextRules.Length(errors, WelcomeTagline, Text(settings, WelcomeTagline));
        TextRules.Length(errors, AllowedDomains, Text(settings, AllowedDomains), TextRules.TextLength);
        if (!AllowedOrigins.AreReadable(Text(settings, AllowedDomains) ?? ""))
        {
            errors.Add(AllowedDomains, RecordErrorCode.Invalid, "must be hosts such as example.com, *.example.com or https://example.com:8443, separated by commas");
        }

        if (!ReplyTimes.Contains(Text(settings, ReplyTime), StringComparer.Ordinal))
        {
            errors.NotIncluded(ReplyTime);
        }

        if (settings[FeatureFlags] is JsonArray flags
            && !flags.All(flag => flag is JsonValue value && value.TryGetValue(out string? name) && KnownFlags.Contains(name, StringComparer.Ordinal)))
        {
            errors.NotIncluded(FeatureFlags);
        }
    }

    private static string? Text(JsonObject settings, string name) => settings[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
