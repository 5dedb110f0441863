using System.Text.Json.Nodes;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels;

/// <summary>A message to somebody of whom the sender knows the address alone.</summary>
/// <param name="Channel">One of <see cref="Inboxes.InboxChannel"/>, a provider's.</param>
/// <param name="Person">To whom.</param>
internal sealed record AddressedMessage(string Channel, ChannelPerson Person)
{
    /// <summary>In the message's additional attributes: what the sender wants to find with it again.</summary>
    public const string Metadata = "metadata";

    public string? Text { get; init; }

    /// <summary>Null for none.</summary>
    public LinkedFile? File { get; init; }

    /// <summary>As <c>template_params</c> are stored; null where it is none.</summary>
    public JsonObject? Template { get; init; }

    public JsonObject? Given { get; init; }
}
