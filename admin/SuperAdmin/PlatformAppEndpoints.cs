using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Validation;

namespace OneLink.Admin.SuperAdmin;

/// <summary><c>/platform_apps</c>: making them, giving them tokens, letting them at things, ending them.</summary>
internal static class PlatformAppEndpoints
{
    private const int MaxName = 1_000;

    private static readonly string[] NameField = ["name"];
    private static readonly string[] PermissibleFields = ["kind", "id"];
    private static readonly string[] Kinds = [PermissibleKind.Account, PermissibleKind.User, PermissibleKind.AgentBot];

    public static void Map(IEndpointRouteBuilder console)
    {
        const string One = "/platform_apps/{id:long}";
        console.MapGet("/platform_apps", List);
        console.MapPost("/platform_apps", Create);
        console.MapGet(One, Get);
        console.MapPatch(One, Rename);
        console.MapDelete(One, Delete);
        console.MapPost(One + "/token", RotateToken);
        console.MapGet(One + "/permissibles", Reach);
        console.MapPost(One + "/permissibles", Grant);
        console.MapDelete(One + "/permissibles/{kind}/{objectId:long}", Revoke);
    }

    internal static async Task<IResult> List(HttpContext context, PlatformAppDirectory directory)
    {
        var query = new ListQuery(context.Request.Query, "search");
        var (search, before) = (query.Text("search"), query.Before);
        if (query.Errors.Any)
        {
            return ConsoleResults.Invalid(query.Errors);
        }

        var found = await directory.PageAsync(search, before, query.Limit + 1, context.RequestAborted);
        return ConsoleResults.Json(
            context, Page<PlatformAppItem>.Of(found, query.Limit, app => app.Id, app => directory.Show(app, token: null)), ConsoleJson.Relaxed.PagePlatformAppItem);
    }

    internal static async Task<IResult> Create(HttpContext context, SuperAdminCaller caller, PlatformAppChanges changes, PlatformAppDirectory directory)
    {
        var (name, refusal) = await ReadNameAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = new RecordErrors();
        return await changes.CreateAsync(caller.Actor, name, errors, context.RequestAborted) is var (app, token)
            ? await ShowAsync(context, app.Id, directory, token, StatusCodes.Status201Created)
            : ConsoleResults.Invalid(errors);
    }

    internal static Task<IResult> Get(HttpContext context, long id, PlatformAppDirectory directory) => ShowAsync(context, id, directory);

    internal static async Task<IResult> Rename(HttpContext context, long id, SuperAdminCaller caller, PlatformAppChanges changes, PlatformAppDirectory directory)
    {
        var (name, refusal) = await ReadNameAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = new RecordErrors();
        await changes.RenameAsync(caller.Actor, id, name, errors, context.RequestAborted);
        return errors.Any ? ConsoleResults.Invalid(errors) : await ShowAsync(context, id, directory);
    }

    internal static async Task<IResult> Delete(HttpContext context, long id, SuperAdminCaller caller, PlatformAppRepository apps, PlatformAppChanges changes)
    {
        if (await apps.FindAsync(id, context.RequestAborted) is not { } app)
        {
            return NotThere(id);
        }

        await changes.DeleteAsync(caller.Actor, app, context.RequestAborted);
        return ConsoleResults.Done();
    }

    internal static async Task<IResult> RotateToken(
        HttpContext context, long id, SuperAdminCaller caller, PlatformAppRepository apps, PlatformAppChanges changes, PlatformAppDirectory directory)
        => await apps.FindAsync(id, context.RequestAborted) is { } app && await changes.RotateTokenAsync(caller.Actor, app, context.RequestAborted) is { } token
            ? await ShowAsync(context, id, directory, token)
            : NotThere(id);

    internal static async Task<IResult> Reach(HttpContext context, long id, PlatformAppRepository apps, PlatformAppDirectory directory)
    {
        var query = new ListQuery(context.Request.Query);
        var before = query.Before;
        if (query.Errors.Any)
        {
            return ConsoleResults.Invalid(query.Errors);
        }

        if (await apps.FindAsync(id, context.RequestAborted) is null)
        {
            return NotThere(id);
        }

        var found = await directory.ReachAsync(id, before, query.Limit + 1, context.RequestAborted);
        return ConsoleResults.Json(
            context,
            Page<PermissibleItem>.Of(found, query.Limit, row => row.RowId, row => new PermissibleItem(row.Kind, row.Id, row.Name, ConsoleTime.Of(row.CreatedAt))),
            ConsoleJson.Relaxed.PagePermissibleItem);
    }

    /// <summary>What the app may reach already is no failure.</summary>
    internal static async Task<IResult> Grant(
        HttpContext context, long id, SuperAdminCaller caller, PlatformAppRepository apps, PlatformAppChanges changes, PlatformAppDirectory directory)
    {
        if (await apps.FindAsync(id, context.RequestAborted) is not { } app)
        {
            return NotThere(id);
        }

        string? kind = null;
        long objectId = 0;
        if (await ConsoleBody.ReadAsync(
            context,
            PermissibleFields,
            (fields, name, value) => _ = name is "kind" ? fields.Text(value, name, MaxName, out kind) : ReadId(fields, name, value, out objectId)) is { } refusal)
        {
            return refusal;
        }

        return kind is null || !PermissibleKind.IsKnown(kind) ? ConsoleResults.Invalid("kind", $"must be one of {string.Join(", ", Kinds)}.")
            : objectId == 0 ? ConsoleResults.Invalid("id", "is required.")
            : await changes.GrantAsync(caller.Actor, app, new Permissible(kind, objectId), context.RequestAborted) is not null
                ? await ShowAsync(context, id, directory)
                : ConsoleResults.Invalid("id", FormattableString.Invariant($"names no {kind} that an app may be let at; people who run the installation are none."));
    }

    internal static async Task<IResult> Revoke(
        HttpContext context, long id, string kind, long objectId, SuperAdminCaller caller, PlatformAppRepository apps, PlatformAppChanges changes)
        => await apps.FindAsync(id, context.RequestAborted) is not { } app ? NotThere(id)
            : await changes.RevokeAsync(caller.Actor, app, new Permissible(kind, objectId), context.RequestAborted) ? ConsoleResults.Done()
            : ConsoleResults.NotThere(FormattableString.Invariant($"{kind} {objectId} that the app may reach"));

    private static async Task<(string Name, IResult? Refusal)> ReadNameAsync(HttpContext context)
    {
        string? name = null;
        var refusal = await ConsoleBody.ReadAsync(context, NameField, (fields, field, value) => fields.Text(value, field, MaxName, out name));
        return (name ?? "", refusal);
    }

    private static bool ReadId(FieldReader fields, string name, JsonElement value, out long id)
    {
        id = 0;
        return (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out id) && id > 0) || fields.Refuse(name, "must be the number of an account, a user or a bot.");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, long id, PlatformAppDirectory directory, string? token = null, int status = StatusCodes.Status200OK)
        => await directory.FindAsync(id, context.RequestAborted) is { } app
            ? ConsoleResults.Json(context, directory.Show(app, token), ConsoleJson.Relaxed.PlatformAppItem, status)
            : NotThere(id);

    private static IResult NotThere(long id) => ConsoleResults.NotThere(string.Create(CultureInfo.InvariantCulture, $"platform app {id}"));
}
