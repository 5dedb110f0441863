using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OneLink.Admin.Channels;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Widget;

namespace OneLink.Admin.Surfaces.Application.Inboxes;

/// <summary>An inbox. What another channel knows is null; secrets are left out for everybody but administrators.</summary>
internal sealed record InboxResponse
{
    public required long Id { get; init; }

    public required string AvatarUrl { get; init; }

    public required long ChannelId { get; init; }

    public required string Name { get; init; }

    public required string ChannelType { get; init; }

    public required bool GreetingEnabled { get; init; }

    public required string? GreetingMessage { get; init; }

    public required bool WorkingHoursEnabled { get; init; }

    public required bool EnableEmailCollect { get; init; }

    public required bool CsatSurveyEnabled { get; init; }

    public required RawJson CsatConfig { get; init; }

    public required bool EnableAutoAssignment { get; init; }

    public required RawJson AutoAssignmentConfig { get; init; }

    public required string? OutOfOfficeMessage { get; init; }

    public required RawJson WorkingHours { get; init; }

    public required string Timezone { get; init; }

    public required string? CallbackWebhookUrl { get; init; }

    public required bool AllowMessagesAfterResolved { get; init; }

    public required bool LockToSingleConversation { get; init; }

    public required bool TrackLinks { get; init; }

    public required string SenderNameType { get; init; }

    public required string? BusinessName { get; init; }

    public required string? WidgetColor { get; init; }

    public required string? WebsiteUrl { get; init; }

    public required bool HmacMandatory { get; init; }

    public required string? WelcomeTitle { get; init; }

    public required string? WelcomeTagline { get; init; }

    /// <summary>The tag to paste into pages.</summary>
    public required string? WebWidgetScript { get; init; }

    public required string? WebsiteToken { get; init; }

    public required JsonNode? SelectedFeatureFlags { get; init; }

    public required string? ReplyTime { get; init; }

    public required string? MessagingServiceSid { get; init; }

    public required string? PhoneNumber { get; init; }

    public required string? Medium { get; init; }

    public required string? Provider { get; init; }

    /// <summary>Of a Telegram inbox.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BotName { get; init; }

    /// <summary>What the provider of a provider's channel repeats to show who it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WebhookVerifyToken { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? PreChatFormEnabled { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? PreChatFormOptions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? ContinuityViaEmail { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AllowedDomains { get; init; }

    /// <summary>Of an API inbox.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InboxIdentifier { get; init; }

    /// <summary>Null in an API inbox without one; left out elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? AdditionalAttributes { get; init; }

    public required string? WebhookUrl { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HmacToken { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    public static InboxResponse Of(Inbox inbox, bool withSecrets, WidgetSnippet snippet)
    {
        var settings = AttributeObject.Parse(inbox.ChannelSettings);
        var isApi = inbox.Channel is InboxChannel.Api;
        var isWidget = inbox.Channel is InboxChannel.WebWidget;
        return new()
        {
            Id = inbox.Id,
            AvatarUrl = inbox.AvatarUrl ?? "",
            ChannelId = inbox.Id,
            Name = inbox.Name,
            ChannelType = InboxChannel.TypeName(inbox.Channel),
            GreetingEnabled = inbox.IsGreetingEnabled != 0,
            GreetingMessage = inbox.GreetingMessage,
            WorkingHoursEnabled = inbox.HasWorkingHours != 0,
            EnableEmailCollect = inbox.CollectsEmail != 0,
            CsatSurveyEnabled = inbox.IsCsatEnabled != 0,
            CsatConfig = inbox.CsatConfig,
            EnableAutoAssignment = inbox.AutoAssigns != 0,
            AutoAssignmentConfig = inbox.AutoAssignmentConfig,
            OutOfOfficeMessage = inbox.OutOfOfficeMessage,
            WorkingHours = Admin.Inboxes.WorkingHours.Write(Admin.Inboxes.WorkingHours.Of(inbox)),
            Timezone = inbox.Timezone,
            CallbackWebhookUrl = AttributeObject.Text(settings, ChannelSettings.CallbackUrl),
            AllowMessagesAfterResolved = inbox.AllowsMessagesAfterResolved != 0,
            LockToSingleConversation = inbox.LocksToSingleConversation != 0,
            TrackLinks = inbox.TracksLinks != 0,
            SenderNameType = inbox.SenderNameType,
            BusinessName = inbox.BusinessName,
            WidgetColor = AttributeObject.Text(settings, WebWidgetSettings.WidgetColor),
            WebsiteUrl = AttributeObject.Text(settings, WebWidgetSettings.WebsiteUrl),
            HmacMandatory = inbox.IsHmacMandatory != 0,
            WelcomeTitle = AttributeObject.Text(settings, WebWidgetSettings.WelcomeTitle),
            WelcomeTagline = AttributeObject.Text(settings, WebWidgetSettings.WelcomeTagline),
            WebWidgetScript = isWidget ? snippet.Of(inbox) : null,
            WebsiteToken = isWidget ? inbox.Identifier : null,
            SelectedFeatureFlags = settings[WebWidgetSettings.FeatureFlags]?.DeepClone(),
            ReplyTime = AttributeObject.Text(settings, WebWidgetSettings.ReplyTime),
            MessagingServiceSid = null,
            PhoneNumber = AttributeObject.Text(settings, ChannelSettings.PhoneNumber),
            Medium = null,
            Provider = inbox.Channel is InboxChannel.WhatsApp ? "whatsapp_cloud" : null,
            BotName = AttributeObject.Text(settings, ChannelSettings.BotName),
            WebhookVerifyToken = withSecrets && InboxChannel.IsProvider(inbox.Channel) ? inbox.WebhookSecret : null,
            PreChatFormEnabled = settings[WebWidgetSettings.PreChatFormEnabled]?.DeepClone(),
            PreChatFormOptions = settings[WebWidgetSettings.PreChatFormOptions]?.DeepClone(),
            ContinuityViaEmail = settings[WebWidgetSettings.ContinuityViaEmail]?.DeepClone(),
            AllowedDomains = isWidget ? AttributeObject.Text(settings, WebWidgetSettings.AllowedDomains) ?? "" : null,
            InboxIdentifier = isApi ? inbox.Identifier : null,
            AdditionalAttributes = isApi ? settings[InboxParameters.AdditionalAttributes]?.DeepClone() ?? new JsonObject() : null,
            WebhookUrl = inbox.WebhookUrl,
            HmacToken = withSecrets && (isApi || isWidget) ? inbox.HmacSecret : null,
            Secret = withSecrets && isApi ? inbox.WebhookSecret : null,
        };
    }
}
