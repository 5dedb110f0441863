using OneLink.Admin.Access;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Surfaces.OnSync.Errors;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.OnSync.Keys;

/// <summary>The keys of this API: several for an account, one for each environment or program.</summary>
internal static class KeyEndpoints
{
    private static readonly OnSyncErrorResult NotThere = new(OnSyncError.NotFound("The account has no such key."));

    public static void Map(IEndpointRouteBuilder keys)
    {
        keys.MapGet("", List);
        keys.MapPost("", Create);
        keys.MapGet("/{id}", Show);
        keys.MapPatch("/{id}", Update);
        keys.MapDelete("/{id}", Revoke);
        keys.MapPost("/{id}/rotate", Rotate);
    }

    internal static async Task<OnSyncResult<KeyListResponse>> List(HttpContext context, Caller caller, IntegrationKeyRepository keys, KeyUses uses)
        => new(
            new KeyListResponse(
                [.. (await keys.OfAccountAsync(caller.AccountId, IntegrationSurface.OnSync, context.RequestAborted)).Select(key => KeyResponse.Of(key, uses.LastOf(key)))]),
            OnSyncJson.Relaxed.KeyListResponse);

    internal static async Task<IResult> Show(HttpContext context, Caller caller, string id, IntegrationKeyRepository keys, KeyUses uses)
        => await keys.FindAsync(caller.AccountId, IntegrationSurface.OnSync, PublicId.KeyOf(id), context.RequestAborted) is { } key
            ? Answer(KeyResponse.Of(key, uses.LastOf(key)))
            : NotThere;

    internal static async Task<IResult> Create(HttpContext context, Caller caller, OnSyncBody body, IntegrationKeyChanges changes)
        => Read(body, isNew: true, out var refusal) is { } input
            ? Answer(await changes.CreateAsync(caller.Actor, input, context.RequestAborted), StatusCodes.Status201Created)
            : refusal!;

    internal static async Task<IResult> Update(HttpContext context, Caller caller, string id, OnSyncBody body, IntegrationKeyChanges changes, KeyUses uses)
    {
        if (Read(body, isNew: false, out var refusal) is not { } input)
        {
            return refusal!;
        }

        var outcome = await changes.UpdateAsync(caller.Actor, PublicId.KeyOf(id), input, context.RequestAborted);
        return outcome.TryGet(out var key) ? Answer(KeyResponse.Of(key, uses.LastOf(key))) : Refusal(outcome.Errors);
    }

    internal static async Task<IResult> Rotate(HttpContext context, Caller caller, string id, IntegrationKeyChanges changes)
        => Answer(await changes.RotateAsync(caller.Actor, PublicId.KeyOf(id), context.RequestAborted), StatusCodes.Status200OK);

    internal static async Task<IResult> Revoke(HttpContext context, Caller caller, string id, IntegrationKeyChanges changes)
        => await changes.RevokeAsync(caller.Actor, PublicId.KeyOf(id), context.RequestAborted)
            ? new OnSyncResult<RemovedResponse>(new RemovedResponse(id), OnSyncJson.Relaxed.RemovedResponse)
            : NotThere;

    private static IntegrationKeyInput? Read(OnSyncBody body, bool isNew, out OnSyncErrorResult? refusal)
    {
        (var fields, refusal) = body.Read(nullClears: true);
        if (fields is null)
        {
            return null;
        }

        var input = new IntegrationKeyInput { Name = fields.Text("name"), Scopes = fields.Texts("scopes") };
        foreach (var (index, scope) in (input.Scopes.Or(null) ?? []).Index())
        {
            if (!OnSyncScope.IsKnown(scope))
            {
                fields.Issues.NotAnOption(fields.PathOf("scopes", index), OnSyncScope.All, scope);
            }
        }

        if (isNew && !input.Name.IsGiven)
        {
            fields.Issues.WrongType(["name"], "string", "undefined");
        }

        if (isNew && !input.Scopes.IsGiven)
        {
            fields.Issues.WrongType(["scopes"], "array", "undefined");
        }

        refusal = fields.Issues.Any ? new OnSyncErrorResult(OnSyncError.Invalid(fields.Issues.All)) : null;
        return refusal is null ? input : null;
    }

    private static IResult Answer(RecordOutcome<NewIntegrationKey> outcome, int status)
        => outcome.TryGet(out var made) ? Answer(KeyResponse.Of(made.Key, made.Key.LastUsedAt) with { Key = made.Secret }, status) : Refusal(outcome.Errors);

    private static OnSyncResult<KeyResponse> Answer(KeyResponse key, int status = StatusCodes.Status200OK) => new(key, OnSyncJson.Relaxed.KeyResponse, status);

    private static OnSyncErrorResult Refusal(RecordErrors? errors)
        => errors is null ? NotThere
            : new OnSyncErrorResult(OnSyncError.Invalid([.. errors.All.Select(error => new OnSyncIssue(
                error.Code is RecordErrorCode.TooLong ? "too_big" : error.Code is RecordErrorCode.Blank ? "too_small" : "custom", [error.Attribute], error.FullMessage))]));
}
