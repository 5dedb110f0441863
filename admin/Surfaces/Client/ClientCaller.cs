using OneLink.Admin.Contacts;
using OneLink.Admin.Contacts.Visitors;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>Whose request this is: the inbox and the contact that the path names. A parameter of every handler behind <see cref="ClientGate"/>.</summary>
internal sealed record ClientCaller(Inbox Inbox)
{
    private readonly Visitor? _visitor;

    /// <exception cref="InvalidOperationException">The path names no contact.</exception>
    public Visitor Visitor
    {
        get => _visitor ?? throw new InvalidOperationException("This endpoint's path names no contact.");
        init => _visitor = value;
    }

    public Contact Contact => Visitor.Contact;

    /// <summary>The contact as the inbox knows it: all that the path's caller can reach hangs on it.</summary>
    public ContactInbox Place => Visitor.Place;

    /// <summary>Called by the framework for a handler's parameter; the gate has already let the request pass.</summary>
    public static ValueTask<ClientCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<ClientCaller>());
}
