using System.Text.Json.Nodes;

namespace OneLink.Admin.Messages;

/// <summary>A message to be written, whichever face it came through.</summary>
internal sealed record MessageInput
{
    /// <summary>Incoming, outgoing or template.</summary>
    public long MessageType { get; init; } = Messages.MessageType.Outgoing;

    public string? Content { get; init; }

    /// <summary>Null: text.</summary>
    public string? ContentType { get; init; }

    public JsonObject? ContentAttributes { get; init; }

    public JsonObject? AdditionalAttributes { get; init; }

    public bool IsPrivate { get; init; }

    /// <summary>By which the channel names it. A message that the inbox knows under it already is returned instead.</summary>
    public string? SourceId { get; init; }

    /// <summary>A message that the conversation has under this key already is returned instead.</summary>
    public string? ClientKey { get; init; }

    /// <summary>What the link handed on by which somebody came (<c>ref</c> of Messenger and Instagram); not stored.</summary>
    public string? Referral { get; init; }

    /// <summary>Told with the event, and not stored.</summary>
    public string? EchoId { get; init; }

    /// <summary>One of <see cref="Messages.SenderKind"/>; of an incoming message the contact, whatever is said here.</summary>
    public string? SenderKind { get; init; }

    public long? SenderId { get; init; }

    /// <summary>Stored files of the account (table <c>files</c>).</summary>
    public IReadOnlyList<long> FileIds { get; init; } = [];

    /// <summary>Files that lie elsewhere.</summary>
    public IReadOnlyList<LinkedFile> Links { get; init; } = [];
}
