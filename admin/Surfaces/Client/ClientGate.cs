using OneLink.Admin.Contacts;
using OneLink.Admin.Contacts.Visitors;
using OneLink.Admin.Hosting;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Limits;
using OneLink.Admin.Opens.Tickets;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.Errors;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>
/// Finds whom a path names: 1. an API inbox or web widget of an account that is not suspended; 2. whether the page that asks
/// is one of those that the inbox is for; 3. a contact that it knows, or a guest in one of its conversations. Who asks for what is not there has asked all the same:
/// the limit of his address is taken first.
/// </summary>
internal sealed class ClientGate(
    InboxRepository inboxes,
    ContactInboxRepository places,
    ContactRepository contacts,
    GuestList guests,
    GuestRooms rooms,
    VisitorLimits limits,
    AdminSettings settings,
    TimeProvider clock) : ISurfaceGate
{
    public const string InboxName = "inbox_identifier";
    public const string ContactName = "contact_identifier";

    private static readonly ApiError NotFound = ApiError.Framework(StatusCodes.Status404NotFound);

    private static readonly ApiError NotAllowed = ApiError.Handled(
        StatusCodes.Status403Forbidden, "This page is not among the inbox's allowed domains; add its host to allowed_domains of the inbox");

    public async ValueTask<ApiError?> AdmitAsync(HttpContext context)
    {
        if (await limits.TakeAddressAsync(ClientAddress.Of(context, settings.Proxies), context.RequestAborted) is { IsAdmitted: false } fromAddress)
        {
            return ApiError.OverLimit(fromAddress.RetryAfter);
        }

        // 1.
        if (await inboxes.FindForVisitorsAsync(Named(context, InboxName), context.RequestAborted) is not { } inbox)
        {
            return NotFound;
        }

        // 2.
        if (!ClientCors.Admit(context, inbox))
        {
            return NotAllowed;
        }

        // 3.
        var caller = new ClientCaller(inbox);
        if (context.Request.RouteValues.ContainsKey(ContactName))
        {
            if (await FindAsync(caller, Named(context, ContactName), context.RequestAborted) is not { } found)
            {
                return NotFound;
            }

            if (await limits.TakeContactAsync(found.Place.Id, context.RequestAborted) is { IsAdmitted: false } fromContact)
            {
                return ApiError.OverLimit(fromContact.RetryAfter);
            }

            caller = found;
        }

        context.Features.Set(caller);
        return null;
    }

    private async Task<ClientCaller?> FindAsync(ClientCaller caller, string name, CancellationToken cancellationToken)
    {
        var inbox = caller.Inbox;
        if (await places.FindAsync(inbox.AccountId, inbox.Id, name, cancellationToken) is { } place)
        {
            return await contacts.FindAsync(inbox.AccountId, place.ContactId, cancellationToken) is { } contact ? caller with { Visitor = new Visitor(contact, place) } : null;
        }

        return await guests.FindAsync(inbox.AccountId, name, clock.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken) is { } guest
            && (await rooms.FindAsync(guest.AccountId, guest.ConversationId, cancellationToken)).Room is { } room && room.Inbox.Id == inbox.Id
                ? ClientCaller.Of(guest, room)
                : null;
    }

    private static string Named(HttpContext context, string name) => context.Request.RouteValues[name] as string ?? "";
}
