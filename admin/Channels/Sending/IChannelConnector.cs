namespace OneLink.Admin.Channels.Sending;

/// <summary>Sends through one provider. Register it as <see cref="IChannelConnector"/>; <see cref="MessageSender"/> asks it.</summary>
internal interface IChannelConnector
{
    /// <summary>One of <see cref="Inboxes.InboxChannel"/>.</summary>
    string Channel { get; }

    /// <summary>Messages a second that the provider takes of an inbox, where it has said nothing else.</summary>
    int MessagesPerSecond { get; }

    /// <summary>Between two messages to one person.</summary>
    TimeSpan Gap => TimeSpan.Zero;

    /// <summary>Whether text goes along with a file of a kind.</summary>
    bool TakesCaption(string kind);

    /// <summary>One attempt.</summary>
    /// <param name="connection">The inbox's.</param>
    /// <param name="message">Of which <paramref name="part"/> is; to somebody whom the inbox knows.</param>
    /// <param name="part">What is sent.</param>
    /// <param name="key">The same in each attempt, and another for each part.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    Task<SendOutcome> SendAsync(ChannelConnection connection, OutgoingMessage message, OutgoingPart part, string key, CancellationToken cancellationToken);
}
