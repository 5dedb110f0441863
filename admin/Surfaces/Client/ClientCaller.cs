using OneLink.Admin.Contacts;
using OneLink.Admin.Contacts.Visitors;
using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Opens.Tickets;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>Whose request this is: the inbox and the contact that the path names. A parameter of every handler behind <see cref="ClientGate"/>.</summary>
internal sealed record ClientCaller(Inbox Inbox)
{
    /// <summary>As activities name who does something, and as he is shown to himself.</summary>
    private const string GuestName = "Guest";

    private readonly Visitor? _visitor;

    /// <exception cref="InvalidOperationException">The path names no contact.</exception>
    public Visitor Visitor
    {
        get => _visitor ?? throw new InvalidOperationException("This endpoint's path names no contact.");
        init => _visitor = value;
    }

    /// <summary>Who is a guest in one conversation, and is shown nothing of the contact whose it is; null for the contact.</summary>
    public Guest? Guest { get; private init; }

    /// <summary>The conversation that the guest was let into; null for the contact.</summary>
    public Conversation? GuestsConversation { get; private init; }

    /// <summary>The first message that is shown.</summary>
    public long FirstMessageId => Guest?.MessageId ?? 0;

    public Contact Contact => Visitor.Contact;

    /// <summary>The contact as the inbox knows it: all that the path's caller can reach hangs on it.</summary>
    public ContactInbox Place => Visitor.Place;

    /// <summary>
    /// A guest as a caller: the contact without anything that tells who it is, known by the guest's own identifier, so that no
    /// answer can show more.
    /// </summary>
    public static ClientCaller Of(Guest guest, GuestRoom room) => new(room.Inbox)
    {
        Guest = guest,
        GuestsConversation = room.Conversation,
        Visitor = new Visitor(
            new Contact { Id = room.Contact.Id, AccountId = room.Contact.AccountId, Uuid = "", Name = GuestName, CreatedAt = guest.GivenAt, UpdatedAt = guest.GivenAt },
            room.Place with { SourceId = guest.Identifier!, PubsubToken = "" }),
    };

    /// <summary>Called by the framework for a handler's parameter; the gate has already let the request pass.</summary>
    public static ValueTask<ClientCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<ClientCaller>());
}
