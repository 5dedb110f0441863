using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Contacts;
using OneLink.Admin.Contacts.Visitors;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>Visitors introduce themselves, see and change what they said.</summary>
internal static class ClientContactEndpoints
{
    private static readonly ApiErrorResult NotProven = new(ApiError.Handled(StatusCodes.Status401Unauthorized, "HMAC failed: Invalid Identifier Hash Provided"));

    public static void Map(IEndpointRouteBuilder inbox)
    {
        inbox.MapPost("/contacts", Create);
        inbox.MapGet(ClientSurface.ContactPath, Show);
        inbox.MapPut(ClientSurface.ContactPath, Update);
        inbox.MapPatch(ClientSurface.ContactPath, Update);
    }

    internal static async Task<Results<JsonHttpResult<ClientContactResponse>, ApiErrorResult>> Create(
        HttpContext context, ClientCaller caller, RequestParameters parameters, VisitorBook visitors, AvatarUploads avatars)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = Input(read);
        var proof = Proof(read);
        var sourceId = read.TextOrNull("source_id").Or(null);
        if (!read.Errors.Any && proof.IsDueIn(caller.Inbox) && !proof.HoldsIn(caller.Inbox))
        {
            // Before anything is stored.
            return NotProven;
        }

        input = input with { Avatar = await avatars.ReadAsync(caller.Inbox.AccountId, parameters, read.Errors, context.RequestAborted) };
        return read.Errors.Any
            ? new ApiErrorResult(ApiError.Invalid(read.Errors))
            : Answer(await visitors.WelcomeAsync(caller.Inbox, input, sourceId, proof, context.RequestAborted));
    }

    internal static async Task<Results<JsonHttpResult<ClientContactResponse>, ApiErrorResult>> Show(
        HttpContext context, ClientCaller caller, RequestParameters parameters, VisitorBook visitors)
        => Answer(caller.Guest is not null ? new VisitorOutcome(caller.Visitor) : await visitors.ShowAsync(
            caller.Inbox, caller.Visitor, Proof(new ParameterReader(parameters, new RecordErrors())), context.RequestAborted));

    internal static async Task<Results<JsonHttpResult<ClientContactRecordResponse>, ApiErrorResult>> Update(
        HttpContext context, ClientCaller caller, RequestParameters parameters, VisitorBook visitors, AvatarUploads avatars)
    {
        if (caller.Guest is not null)
        {
            return new ApiErrorResult(ClientDoor.NotForGuests);
        }

        var read = new ParameterReader(parameters, new RecordErrors());
        var input = Input(read);
        var proof = Proof(read);
        if (!read.Errors.Any && proof.IsDueIn(caller.Inbox) && !proof.HoldsIn(caller.Inbox))
        {
            return NotProven;
        }

        input = input with { Avatar = await avatars.ReadAsync(caller.Inbox.AccountId, parameters, read.Errors, context.RequestAborted) };
        if (read.Errors.Any)
        {
            return new ApiErrorResult(ApiError.Invalid(read.Errors));
        }

        var outcome = await visitors.ChangeAsync(caller.Inbox, caller.Visitor, input, proof, context.RequestAborted);
        return outcome.TryGet(out var visitor)
            ? TypedResults.Json(ClientContactRecordResponse.Of(visitor), ClientJson.Relaxed.ClientContactRecordResponse)
            : Refusal(outcome);
    }

    private static ContactInput Input(ParameterReader read) => new()
    {
        Name = read.Text("name"),
        Email = read.TextOrNull("email"),
        PhoneNumber = read.TextOrNull("phone_number"),
        Identifier = read.TextOrNull("identifier"),
        AvatarUrl = read.TextOrNull("avatar_url"),
        CustomAttributes = read.Object("custom_attributes"),
    };

    private static IdentityProof Proof(ParameterReader read)
        => new(read.TextOrNull("identifier").Or(null)?.Trim(), read.TextOrNull("identifier_hash").Or(null));

    private static Results<JsonHttpResult<ClientContactResponse>, ApiErrorResult> Answer(VisitorOutcome outcome)
        => outcome.TryGet(out var visitor)
            ? TypedResults.Json(ClientContactResponse.Of(visitor), ClientJson.Relaxed.ClientContactResponse)
            : Refusal(outcome);

    private static ApiErrorResult Refusal(VisitorOutcome outcome) => outcome.Errors is { } errors ? new(ApiError.Invalid(errors)) : NotProven;
}
