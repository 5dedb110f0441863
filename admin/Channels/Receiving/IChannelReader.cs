using System.Text.Json.Nodes;

namespace OneLink.Admin.Channels.Receiving;

/// <summary>Reads the webhooks of one provider. Register it as <see cref="IChannelReader"/>.</summary>
internal interface IChannelReader
{
    /// <summary>One of <see cref="Inboxes.InboxChannel"/>.</summary>
    string Channel { get; }

    /// <summary>Whether the provider has sent it.</summary>
    /// <param name="connection">Whose webhook was called.</param>
    /// <param name="headers">Of the request.</param>
    /// <param name="body">As it came.</param>
    bool IsGenuine(ChannelConnection connection, IHeaderDictionary headers, ReadOnlySpan<byte> body);

    /// <summary>What the provider tells, in order; what concerns no messages is left out.</summary>
    IEnumerable<ChannelNews> Read(ChannelConnection connection, JsonObject body);
}
