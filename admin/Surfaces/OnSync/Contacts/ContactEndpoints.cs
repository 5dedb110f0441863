using System.Text.Json.Nodes;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Contacts;
using OneLink.Admin.Surfaces.OnSync.Errors;

namespace OneLink.Admin.Surfaces.OnSync.Contacts;

/// <summary>Contacts, each known by phone number, e-mail address and the account's own id.</summary>
internal static class ContactEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int MaxBatch = 1_000;

    /// <summary>Contacts of a batch that are written in one transaction: other writers wait for no more.</summary>
    private const int Piece = 100;

    private static readonly OnSyncErrorResult NotThere = new(OnSyncError.NotFound("The account has no such contact."));

    public static void Map(IEndpointRouteBuilder contacts)
    {
        contacts.MapPost("", Upsert).RequireOnSyncScope(OnSyncScope.WriteContacts);
        contacts.MapPost("/batch", UpsertMany).RequireOnSyncScope(OnSyncScope.WriteContacts);
        contacts.MapPatch("/{id}", Update).RequireOnSyncScope(OnSyncScope.WriteContacts);
        contacts.MapGet("/{id}", Show).RequireOnSyncScope(OnSyncScope.ReadContacts);
        contacts.MapGet("", List).RequireOnSyncScope(OnSyncScope.ReadContacts);
    }

    internal static async Task<IResult> Upsert(HttpContext context, OnSyncCaller caller, OnSyncBody body, ContactUpsert upsert)
    {
        var (fields, refusal) = body.Read(nullClears: false);
        if (fields is null)
        {
            return refusal!;
        }

        var wish = ContactReader.New(fields, caller.Region);
        if (fields.Issues.Any)
        {
            return new OnSyncErrorResult(OnSyncError.Invalid(fields.Issues.All));
        }

        var outcome = (await upsert.UpsertAsync(caller.AccountId, [wish], performer: null, context.RequestAborted))[0];
        return Answer(outcome);
    }

    internal static async Task<IResult> Update(HttpContext context, OnSyncCaller caller, string id, OnSyncBody body, ContactUpsert upsert)
    {
        var (fields, refusal) = body.Read(nullClears: true);
        if (fields is null)
        {
            return refusal!;
        }

        var wish = ContactReader.Read(fields, caller.Region);
        return fields.Issues.Any
            ? new OnSyncErrorResult(OnSyncError.Invalid(fields.Issues.All))
            : Answer(await upsert.UpdateAsync(caller.AccountId, PublicId.ContactOf(id), wish, performer: null, context.RequestAborted));
    }

    internal static async Task<IResult> UpsertMany(HttpContext context, OnSyncCaller caller, OnSyncBody body, ContactUpsert upsert)
    {
        var issues = new OnSyncIssues();
        var list = (body.Root as JsonObject)?["contacts"] ?? body.Root;
        if (list is not JsonArray items)
        {
            issues.WrongType(body.Root is JsonObject ? ["contacts"] : [], "array", list == body.Root ? "undefined" : FieldsReader.TypeOf(list));
        }
        else if (items.Count > MaxBatch)
        {
            issues.TooBig(["contacts"], MaxBatch, ("Array must contain at most", "element(s)"));
        }
        else
        {
            return await UpsertManyAsync(caller, items, upsert, context.RequestAborted);
        }

        return new OnSyncErrorResult(OnSyncError.Invalid(issues.All));
    }

    internal static async Task<IResult> Show(
        HttpContext context, OnSyncCaller caller, string id, ContactRepository contacts, ContactLabels labels, ContactView view)
        => await contacts.FindAsync(caller.AccountId, PublicId.ContactOf(id), context.RequestAborted) is { } contact
            && await labels.FindAsync(caller.AccountId, contact.Id, context.RequestAborted) is { } tags
            ? new OnSyncResult<ContactDetailResponse>(await view.DetailAsync(contact, tags, context.RequestAborted), OnSyncJson.Relaxed.ContactDetailResponse)
            : NotThere;

    internal static async Task<IResult> List(HttpContext context, OnSyncCaller caller, ContactCursorList contacts)
    {
        var query = new QueryReader(context.Request.Query);
        var (search, tag) = (query.Text("search"), query.Text("tag"));
        var limit = query.Limit(DefaultLimit, MaxLimit);
        var changedAfter = query.Time("updatedAfter");
        var cursor = query.Text("cursor") is { } text ? ContactCursor.Parse(text) : null;
        if (query.Text("cursor") is not null && (cursor is null || cursor.Value.ChangedAt is null != changedAfter is null))
        {
            query.Issues.Custom(["cursor"], "Invalid cursor: send nextCursor of the page before, with the same filters");
        }

        if (query.Issues.Any)
        {
            return new OnSyncErrorResult(OnSyncError.Invalid(query.Issues.All));
        }

        // One more than a page tells whether there is another.
        var found = await contacts.PageAsync(caller.AccountId, search, tag, changedAfter, cursor, limit + 1, context.RequestAborted);
        var page = found.Take(limit).ToList();
        var next = found.Count > limit
            ? new ContactCursor(changedAfter is null ? null : page[^1].Contact.UpdatedAt, page[^1].Contact.Id).ToString()
            : null;
        return new OnSyncResult<ContactListResponse>(
            new ContactListResponse(page.ConvertAll(item => ContactView.Of(item.Contact, item.Tags)), next), OnSyncJson.Relaxed.ContactListResponse);
    }

    private static async Task<IResult> UpsertManyAsync(OnSyncCaller caller, JsonArray items, ContactUpsert upsert, CancellationToken cancellationToken)
    {
        var results = new ContactBatchResult[items.Count];
        var wishes = new List<(int Index, ContactWish Wish)>(items.Count);
        foreach (var (index, item) in items.Index())
        {
            var (fields, _) = new OnSyncBody(item).Read(nullClears: false);
            var issues = fields?.Issues ?? new OnSyncIssues();
            if (fields is null)
            {
                issues.WrongType([], "object", FieldsReader.TypeOf(item));
            }
            else
            {
                wishes.Add((index, ContactReader.New(fields, caller.Region)));
            }

            if (issues.Any)
            {
                wishes.RemoveAll(wish => wish.Index == index);
                results[index] = Failed(index, OnSyncError.Invalid(issues.All));
            }
        }

        foreach (var piece in wishes.Chunk(Piece))
        {
            var outcomes = await upsert.UpsertAsync(caller.AccountId, [.. piece.Select(item => item.Wish)], performer: null, cancellationToken);
            foreach (var ((index, _), outcome) in piece.Zip(outcomes))
            {
                results[index] = outcome.Contact is { } contact
                    ? new ContactBatchResult(index, StatusOf(outcome)) { Id = PublicId.Contact(contact.Id) }
                    : Failed(index, ContactErrors.Of(outcome.Errors!));
            }
        }

        return new OnSyncResult<ContactBatchResponse>(
            new ContactBatchResponse(
                results.Count(result => result.Status == StatusCodes.Status201Created),
                results.Count(result => result.Status == StatusCodes.Status200OK),
                results.Count(result => result.Error is not null),
                results),
            OnSyncJson.Relaxed.ContactBatchResponse);
    }

    private static IResult Answer(ContactUpsertOutcome outcome)
        => outcome.Contact is { } contact
            ? new OnSyncResult<ContactResponse>(ContactView.Of(contact, outcome.Tags), OnSyncJson.Relaxed.ContactResponse, StatusOf(outcome))
            : outcome.Errors is { } errors ? new OnSyncErrorResult(ContactErrors.Of(errors)) : NotThere;

    private static int StatusOf(ContactUpsertOutcome outcome) => outcome.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;

    private static ContactBatchResult Failed(int index, OnSyncError error) => new(index, error.StatusCode) { Error = error.Body };
}
