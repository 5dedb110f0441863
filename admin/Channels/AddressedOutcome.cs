using OneLink.Admin.Conversations;
using OneLink.Admin.Messages;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Channels;

/// <summary>What became of a message to an address.</summary>
/// <param name="Message">As stored; null where it was refused.</param>
/// <param name="Window">Of a channel that has one.</param>
internal sealed record AddressedOutcome(Message? Message, TemplateWindow? Window)
{
    /// <summary>The account has no inbox of the channel.</summary>
    public bool HasNoInbox { get; init; }

    /// <summary>The person wants no messages.</summary>
    public bool IsOptedOut { get; init; }

    public RecordErrors? Errors { get; init; }

    /// <summary>Only a template may be sent.</summary>
    public bool IsOutsideWindow => Message is null && Window is { IsOpen: false } && !IsOptedOut && Errors is null;
}
