using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OneLink.Admin.Contacts;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>Notes on a contact.</summary>
internal static class NoteEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var notes = account.MapGroup("/contacts/{contact_id}/notes");
        notes.MapGet("", List);
        notes.MapPost("", Create);
        notes.MapGet("/{id}", Show);
        notes.MapPut("/{id}", Update);
        notes.MapPatch("/{id}", Update);
        notes.MapDelete("/{id}", Delete);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<NoteResponse>>, ApiErrorResult>> List(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "contact_id")] RecordId contactId, ContactRepository contacts, NoteBook notes, AgentView agents)
    {
        if (await contacts.FindAsync(caller.AccountId, contactId, context.RequestAborted) is null)
        {
            return ApplicationResults.NotFound();
        }

        var people = await agents.OfAccountAsync(caller.AccountId, context.RequestAborted);
        return TypedResults.Json<IReadOnlyList<NoteResponse>>(
            [.. (await notes.OfContactAsync(caller.AccountId, contactId, context.RequestAborted)).Select(note => Response(note, people))],
            ApplicationJson.Relaxed.IReadOnlyListNoteResponse);
    }

    internal static async Task<Results<JsonHttpResult<NoteResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "contact_id")] RecordId contactId, RequestParameters parameters, NoteBook notes, AgentView agents)
        => Content(parameters, out var content) is { } refusal
            ? refusal
            : await AnswerAsync(
                context, caller, agents, await notes.AddAsync(caller.AccountId, contactId, caller.User?.Id, content, context.RequestAborted));

    internal static async Task<Results<JsonHttpResult<NoteResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "contact_id")] RecordId contactId, RecordId id, NoteBook notes, AgentView agents)
        => await notes.FindAsync(caller.AccountId, contactId, id, context.RequestAborted) is { } note
            ? await AnswerAsync(context, caller, agents, new RecordOutcome<Note>(note))
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<NoteResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "contact_id")] RecordId contactId, RecordId id, RequestParameters parameters, NoteBook notes, AgentView agents)
        => Content(parameters, out var content) is { } refusal
            ? refusal
            : await AnswerAsync(context, caller, agents, await notes.ChangeAsync(caller.AccountId, contactId, id, content, context.RequestAborted));

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "contact_id")] RecordId contactId, RecordId id, NoteBook notes)
        => ApplicationResults.Gone(await notes.RemoveAsync(caller.AccountId, contactId, id, context.RequestAborted));

    private static ApiErrorResult? Content(RequestParameters parameters, out string? content)
    {
        content = null;
        if (parameters.Under("note") is not { } fields)
        {
            return new ApiErrorResult(ApiError.MissingParameter("note"));
        }

        var read = new ParameterReader(fields, new RecordErrors());
        content = read.Text("content").Or(null);
        return read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : null;
    }

    private static async Task<Results<JsonHttpResult<NoteResponse>, ApiErrorResult>> AnswerAsync(
        HttpContext context, ApplicationCaller caller, AgentView agents, RecordOutcome<Note> outcome)
    {
        if (!outcome.TryGet(out var note))
        {
            return ApplicationResults.Refusal(outcome);
        }

        var people = await agents.OfAccountAsync(caller.AccountId, context.RequestAborted);
        return TypedResults.Json(Response(note, people), ApplicationJson.Relaxed.NoteResponse);
    }

    private static NoteResponse Response(Note note, IReadOnlyDictionary<long, AgentResponse> people)
        => NoteResponse.Of(note, note.UserId is { } userId ? people.GetValueOrDefault(userId) : null);
}
