using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
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

        keys.MapPost("/", Create).Describe(ApiKeyOperations.Create);
        keys.MapGet("/", List).Describe(ApiKeyOperations.List);
        keys.MapDelete("/{id}", Revoke).Describe(ApiKeyOperations.Revoke);
        keys.MapPost("/{id}/rotate", Rotate).Describe(ApiKeyOperations.Rotate);
    }

    internal static async Task<Results<JsonHttpResult<ApiKeyResponse>, ProblemResult>> Create(
        HttpContext context, Caller caller, ApiKeyRepository keys, TimeProvider clock)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (ApiKeyRequest.Read(body.Root, clock.GetUtcNow(), errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            if (request.Scopes.FirstOrDefault(scope => !caller.Scopes.Contains(scope)) is { } missing)
            {
                return new ProblemResult(KnownProblems.ScopeNotOwned($"A key can grant only scopes that it has; this one lacks {missing}."));
            }

            var created = NewApiKey.Create(caller.AccountId, request.Name, request.Scopes, request.ExpiresAt, clock.GetUtcNow());
            await keys.AddAsync(created.Key, context.RequestAborted);
            context.Response.Headers.Location = "/keys/" + created.Key.Id;
            return Show(created.Key, created.Secret, StatusCodes.Status201Created);
        }
    }

    internal static async Task<Results<JsonHttpResult<ApiKeyPage>, ProblemResult>> List(
        HttpContext context, Caller caller, ApiKeyRepository keys)
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
            new ApiKeyPage([.. page.Take(limit).Select(key => ApiKeyResponse.From(key, secret: null))], next), ApiKeyJson.Default.ApiKeyPage);
    }

    internal static async Task<Results<NoContent, ProblemResult>> Revoke(HttpContext context, string id, Caller caller, ApiKeyRepository keys)
        => await keys.RemoveAsync(caller.AccountId, id, context.RequestAborted)
            ? TypedResults.NoContent()
            : new ProblemResult(NotFound(id));

    internal static async Task<Results<JsonHttpResult<ApiKeyResponse>, ProblemResult>> Rotate(
        HttpContext context, string id, Caller caller, ApiKeyRepository keys, TimeProvider clock)
    {
        var (grace, problem) = await ReadGraceAsync(context);
        if (problem is not null)
        {
            return new ProblemResult(problem);
        }

        var secret = NewApiKey.NewSecret();
        var previousUntil = clock.GetUtcNow().AddSeconds(grace).ToUnixTimeMilliseconds();
        return await keys.RotateAsync(caller.AccountId, id, SecretHash.Of(secret), previousUntil, context.RequestAborted)
            && await keys.FindAsync(caller.AccountId, id, context.RequestAborted) is { } key
                ? Show(key, secret, StatusCodes.Status200OK)
                : new ProblemResult(NotFound(id));
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

    private static JsonHttpResult<ApiKeyResponse> Show(ApiKey key, string secret, int status)
        => TypedResults.Json(ApiKeyResponse.From(key, secret), ApiKeyJson.Default.ApiKeyResponse, statusCode: status);

    private static Problem NotFound(string id) => KnownProblems.NotFound($"This account has no key {id}.");
}
