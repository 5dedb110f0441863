using System.Text.Json.Nodes;
using OneLink.Admin.Files;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Widget;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>What a chat widget shows of an inbox before anybody has said a word. An API inbox has no settings of its own and shows the usual ones.</summary>
internal sealed record ClientWidgetResponse
{
    public required string Name { get; init; }

    public required string? AvatarUrl { get; init; }

    /// <summary>As it was given: <c>#1f93ff</c>.</summary>
    public required string? WidgetColor { get; init; }

    public required string? WelcomeTitle { get; init; }

    public required string? WelcomeTagline { get; init; }

    /// <summary>One of <see cref="WebWidgetSettings.ReplyTimes"/>.</summary>
    public required string? ReplyTime { get; init; }

    /// <summary>Whether somebody works now; always where the inbox keeps no hours.</summary>
    public required bool IsOpen { get; init; }

    public required string? OutOfOfficeMessage { get; init; }

    /// <summary><c>attachments</c>, <c>end_conversation</c> and others.</summary>
    public required JsonNode Features { get; init; }

    /// <summary>As <see cref="PreChatForm.Of"/> makes it; null where nothing is asked.</summary>
    public required JsonNode? PreChatForm { get; init; }

    public required bool AllowMessagesAfterResolved { get; init; }

    /// <summary>Of one file.</summary>
    public required long MaxFileBytes { get; init; }

    public static ClientWidgetResponse Of(Inbox inbox, DateTimeOffset now)
    {
        var settings = inbox.Channel is InboxChannel.WebWidget ? AttributeObject.Parse(inbox.ChannelSettings) : WebWidgetSettings.Default();
        return new()
        {
            Name = inbox.BusinessName is { Length: > 0 } business ? business : inbox.Name,
            AvatarUrl = inbox.AvatarUrl,
            WidgetColor = AttributeObject.Text(settings, WebWidgetSettings.WidgetColor),
            WelcomeTitle = AttributeObject.Text(settings, WebWidgetSettings.WelcomeTitle),
            WelcomeTagline = AttributeObject.Text(settings, WebWidgetSettings.WelcomeTagline),
            ReplyTime = AttributeObject.Text(settings, WebWidgetSettings.ReplyTime),
            IsOpen = inbox.HasWorkingHours == 0 || WorkingHours.IsOpen(inbox, now),
            OutOfOfficeMessage = inbox.OutOfOfficeMessage,
            Features = settings[WebWidgetSettings.FeatureFlags]?.DeepClone() ?? new JsonArray(),
            PreChatForm = Widget.PreChatForm.Of(settings),
            AllowMessagesAfterResolved = !inbox.IsClosedWhenResolved,
            MaxFileBytes = FileRules.Attachment.MaxBytes,
        };
    }
}
