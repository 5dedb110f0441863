using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Json;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Access.ApiKeys;

internal static class ApiKeyEndpoints
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    /// <summary>Ten years: longer is no grace.</summary>
    public const int MaxGraceSeconds = 10 * 365 * 24 * 60 * 60;

    private static readonly string[] RotationFields = ApiKeySchema.Rotation.Names;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/keys").WithTags("Keys").RequireScope(Scope.KeysWrite);

        keys.MapPost("/", Create).Describe(ApiKeyOperations.Create).WithMetadata(new SecretAnswer());
        keys.MapGet("/", List).Describe(ApiKeyOperations.List);
        keys.MapGet("/{id}", Get).Describe(ApiKeyOperations.Get);
        keys.MapPatch("/{id}", Patch).Describe(ApiKeyOperations.Patch);
        keys.MapDelete("/{id}", Revoke).Describe(ApiKeyOperations.Revoke);
        keys.MapPost("/{id}/rotate", Rotate).Describe(ApiKeyOperations.Rotate).WithMetadata(new SecretAnswer());
    }

    internal static async Task<Results<JsonHttpResult<ApiKeyResponse>, ProblemResult>> Create(
        HttpContext context, Caller caller, IdempotentWrites writes, AuditLog audit, TimeProvider clock)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (ApiKeyRequest.Read(body.Root, ApiKeyRequest.New, clock.GetUtcNow(), errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            if (caller.Lacks(request.Scopes) is { } missing)
            {
                return new ProblemResult(NotOwned(missing));
            }

            var created = NewApiKey.Create(
                caller.AccountId, request.Name, request.Scopes, request.ExpiresAt, clock.GetUtcNow(), request.AllowedIps);
            context.Response.Headers.Location = "/keys/" + created.Key.Id;
            return await writes.WriteAsync(context, async scope =>
            {
                await ApiKeyRepository.InsertAsync(scope, created.Key);
                await audit.WriteAsync(scope, caller.Actor, ApiKeyAudit.Entry(AuditAction.KeyCreated, before: null, created.Key));
                return Show(created.Key, created.Secret, lastUsedAt: null, StatusCodes.Status201Created);
            });
        }
    }

    internal static async Task<Results<JsonHttpResult<ApiKeyPage>, ProblemResult>> List(
        HttpContext context, Caller caller, ApiKeyRepository keys, KeyUses uses)
    {
        var text = context.Request.Query["limit"].ToString();
        var limit = DefaultLimit;
        if (text.Length > 0 && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            var errors = new FieldErrors();
            errors.Add("limit", $"must be a whole number from 1 to {MaxLimit}.");
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        // Ids are their own cursor.
        var page = await keys.ListAsync(caller.AccountId, context.Request.Query["cursor"].ToString(), limit + 1, context.RequestAborted);
        var next = page.Count > limit ? page[limit - 1].Id : null;
        return TypedResults.Json(
            new ApiKeyPage([.. page.Take(limit).Select(key => ApiKeyResponse.From(key, secret: null, uses.LastOf(key)))], next), ApiKeyJson.Default.ApiKeyPage);
    }

    internal static async Task<Results<JsonHttpResult<ApiKeyResponse>, ProblemResult>> Get(
        HttpContext context, string id, Caller caller, ApiKeyRepository keys, KeyUses uses)
        => await keys.FindAsync(caller.AccountId, id, context.RequestAborted) is { } key
            ? Show(key, secret: null, uses.LastOf(key), StatusCodes.Status200OK)
            : new ProblemResult(NotFound(id));

    internal static async Task<Results<JsonHttpResult<ApiKeyResponse>, ProblemResult>> Patch(
        HttpContext context, string id, Caller caller, IDatabase database, KeyUses uses, AuditLog audit, TimeProvider clock)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            return await database.WriteAsync<Results<JsonHttpResult<ApiKeyResponse>, ProblemResult>>(
                async scope =>
                {
                    if (await ApiKeyRepository.FindAsync(scope, caller.AccountId, id) is not { } key)
                    {
                        return new ProblemResult(NotFound(id));
                    }

                    var errors = new FieldErrors();
                    if (ApiKeyRequest.Read(body.Root, ApiKeyRequest.Of(key), clock.GetUtcNow(), errors) is not { } request)
                    {
                        return new ProblemResult(KnownProblems.InvalidFields(errors));
                    }

                    if (caller.Lacks(key.ScopeNames.Concat(request.Scopes)) is { } missing)
                    {
                        return new ProblemResult(NotOwned(missing));
                    }

                    var changed = key with
                    {
                        Name = request.Name,
                        Scopes = string.Join(' ', request.Scopes),
                        ExpiresAt = request.ExpiresAt?.ToUnixTimeMilliseconds(),
                        AllowedNetworks = string.Join(',', request.AllowedIps),
                    };
                    await ApiKeyRepository.UpdateAsync(scope, changed);
                    await audit.WriteAsync(scope, caller.Actor, ApiKeyAudit.Entry(AuditAction.KeyUpdated, key, changed));
                    return Show(changed, secret: null, uses.LastOf(changed), StatusCodes.Status200OK);
                },
                context.RequestAborted);
        }
    }

    internal static Task<Results<NoContent, ProblemResult>> Revoke(HttpContext context, string id, Caller caller, IDatabase database, AuditLog audit)
        => database.WriteAsync<Results<NoContent, ProblemResult>>(
            async scope =>
            {
                if (await ApiKeyRepository.FindAsync(scope, caller.AccountId, id) is not { } key)
                {
                    return new ProblemResult(NotFound(id));
                }

                await ApiKeyRepository.DeleteAsync(scope, key);
                await audit.WriteAsync(scope, caller.Actor, ApiKeyAudit.Entry(AuditAction.KeyRevoked, key, after: null));
                return TypedResults.NoContent();
            },
            context.RequestAborted);

    internal static async Task<Results<JsonHttpResult<ApiKeyResponse>, ProblemResult>> Rotate(
        HttpContext context, string id, Caller caller, IdempotentWrites writes, KeyUses uses, AuditLog audit, TimeProvider clock)
    {
        var (grace, problem) = await ReadGraceAsync(context);
        if (problem is not null)
        {
            return new ProblemResult(problem);
        }

        var secret = NewApiKey.NewSecret();
        var previousUntil = clock.GetUtcNow().AddSeconds(grace).ToUnixTimeMilliseconds();
        return await writes.WriteAsync<Results<JsonHttpResult<ApiKeyResponse>, ProblemResult>>(context, async scope =>
        {
            if (await ApiKeyRepository.FindAsync(scope, caller.AccountId, id) is not { } key)
            {
                return new ProblemResult(NotFound(id));
            }

            // The new secret would let the caller do what his own key may not.
            if (caller.Lacks(key.ScopeNames) is { } missing)
            {
                return new ProblemResult(NotOwned(missing));
            }

            var rotated = key with { SecretHash = SecretHash.Of(secret), PreviousSecretHash = key.SecretHash, PreviousSecretUntil = previousUntil };
            await ApiKeyRepository.UpdateAsync(scope, rotated);
            await audit.WriteAsync(scope, caller.Actor, ApiKeyAudit.Entry(AuditAction.KeyRotated, key, rotated));
            return Show(rotated, secret, uses.LastOf(rotated), StatusCodes.Status200OK);
        });
    }

    /// <summary>The body is optional: without one the old secret ends at once.</summary>
    private static async Task<(int GraceSeconds, Problem? Problem)> ReadGraceAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or 0 && context.Request.ContentType is null)
        {
            return (0, null);
        }

        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return (0, problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            var fields = new FieldReader(errors);
            var grace = 0;
            if (fields.IsObject(body.Root, ""))
            {
                foreach (var (name, value) in fields.Members(body.Root, "", RotationFields))
                {
                    grace = fields.Number(value, name, 0, MaxGraceSeconds, out var seconds) ? seconds ?? 0 : 0;
                }
            }

            return errors.Any ? (0, KnownProblems.InvalidFields(errors)) : (grace, null);
        }
    }

    private static JsonHttpResult<ApiKeyResponse> Show(ApiKey key, string? secret, long? lastUsedAt, int status)
        => TypedResults.Json(ApiKeyResponse.From(key, secret, lastUsedAt), ApiKeyJson.Default.ApiKeyResponse, statusCode: status);

    private static Problem NotFound(string id) => KnownProblems.NotFound($"This account has no key {id}.");

    private static Problem NotOwned(string scope)
        => KnownProblems.ScopeNotOwned($"A key can grant only scopes that it has, and change only keys that have no others; this one lacks {scope}.");
}
