using System.Text.Json.Nodes;
using OneLink.Admin.Access.ContactTokens;
using OneLink.Admin.Contacts;
using OneLink.Admin.Database;
using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>The people of another system: brought here, and let into live chat.</summary>
internal static class UserEndpoints
{
    private const string Created = "Contact created successfully";
    private const string Updated = "Contact updated successfully";

    private static readonly TimeSpan TicketLife = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder users, OneTalkGate gate)
    {
        users.MapPost("/sync_contact", Sync).AdmittedBy(gate);
        users.MapPost("/request_auth_ticket", RequestTicket).AdmittedBy(gate);

        // The person's own program calls these: what it shows is what lets it in.
        users.MapPost("/request_access_token", RequestAccess);
        users.MapPost("/refresh_access_token", RefreshAccess);
    }

    internal static async Task<OneTalkResult> Sync(HttpContext context, OneTalkCaller caller, IDatabase database, ContactSync sync)
    {
        var body = await OneTalkBody.ReadAsync(context.Request, context.RequestAborted);
        var input = UserReader.OfSync(body);
        return body.Refusal ?? await SaveAsync(database, sync, caller, input, ticket: null, context.RequestAborted);
    }

    internal static async Task<OneTalkResult> RequestTicket(
        HttpContext context, OneTalkCaller caller, IDatabase database, ContactSync sync, ContactTokenIssuer tokens)
    {
        var body = await OneTalkBody.ReadAsync(context.Request, context.RequestAborted);
        var input = UserReader.OfTicket(body);
        return body.Refusal ?? await SaveAsync(
            database,
            sync,
            caller,
            input,
            contact => tokens.Issue(ContactToken.Ticket, caller.AccountId, contact.Id, TicketLife).Text,
            context.RequestAborted);
    }

    internal static async Task<OneTalkResult> RequestAccess(HttpContext context, ContactTokenIssuer tokens, LiveChatAccess access)
    {
        const string Name = "ticket";
        var body = await OneTalkBody.ReadAsync(context.Request, context.RequestAborted);
        var text = body.Required(Name, "Ticket", int.MaxValue);
        return body.Refusal
            ?? ((tokens.Read(text, ContactToken.Ticket) ?? tokens.Read(text, ContactToken.OpenTicket)) is not { } ticket ? OneTalkResult.NoTicket(Name)
                : tokens.HasExpired(ticket) ? OneTalkResult.TicketExpired()
                : ticket.Kind is ContactToken.OpenTicket ? await access.ExchangeOpenTicketAsync(ticket, context.RequestAborted)
                : await access.ExchangeAsync(ticket, context.RequestAborted));
    }

    internal static async Task<OneTalkResult> RefreshAccess(HttpContext context, ContactTokenIssuer tokens, LiveChatAccess access)
    {
        const string Name = "refreshToken";
        var body = await OneTalkBody.ReadAsync(context.Request, context.RequestAborted);
        var text = body.Required(Name, "Refresh token", int.MaxValue);
        return body.Refusal
            ?? (tokens.Read(text, ContactToken.Refresh) is not { } refresh || tokens.HasExpired(refresh) ? OneTalkResult.NoTicket(Name)
                : await access.OpenAsync(refresh, context.RequestAborted));
    }

    private static async Task<OneTalkResult> SaveAsync(
        IDatabase database, ContactSync sync, OneTalkCaller caller, ContactInput input, Func<Contact, string>? ticket, CancellationToken cancellationToken)
    {
        var outcome = await database.WriteAsync(scope => sync.SyncAsync(scope, caller.AccountId, input, performer: null), cancellationToken);
        if (outcome.Contact is not { } contact)
        {
            return Refusal(outcome);
        }

        var data = new JsonObject { ["success"] = true, ["message"] = outcome.IsNew ? Created : Updated, ["userID"] = contact.Uuid };
        if (ticket is not null)
        {
            data["ticket"] = ticket(contact);
        }

        return OneTalkResult.Ok(data);
    }

    private static OneTalkResult Refusal(ContactSyncOutcome outcome)
    {
        if (outcome.Refusal is ContactSyncRefusal.TiedToAnother)
        {
            return OneTalkResult.TiedToAnother();
        }

        // An e-mail address is no key here, and still one person's.
        var error = outcome.Errors?.All[0];
        return error is null or { Code: Validation.RecordErrorCode.Taken } ? OneTalkResult.DuplicateKeys()
            : OneTalkResult.Invalid(
                error.FullMessage,
                error.Attribute switch { "name" => UserReader.FullName, "phone_number" => UserReader.Phone, "identifier" => UserReader.CustomerUserId, var other => other });
    }
}
