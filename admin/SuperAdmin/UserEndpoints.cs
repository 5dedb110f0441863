using OneLink.Admin.Accounts;

namespace OneLink.Admin.SuperAdmin;

/// <summary><c>/users</c>: all people, where they work, and whether they are signed in.</summary>
internal static class UserEndpoints
{
    /// <summary>What the list can be narrowed to.</summary>
    private const string SuperAdmins = "super-admin";

    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/users", List);
        console.MapGet("/users/{id:long}", Get);
        console.MapPost("/users/{id:long}/confirm", Confirm);
        console.MapDelete("/users/{id:long}/sessions", SignOut);
    }

    internal static async Task<IResult> List(HttpContext context, UserDirectory directory)
    {
        var query = new ListQuery(context.Request.Query, "search", "role");
        var (search, role, before) = (query.Text("search"), query.OneOf("role", [SuperAdmins]), query.Before);
        if (query.Errors.Any)
        {
            return ConsoleResults.Invalid(query.Errors);
        }

        var found = await directory.PageAsync(search, role is not null, before, query.Limit + 1, context.RequestAborted);
        return ConsoleResults.Json(
            context, Page<UserItem>.Of(found, query.Limit, user => user.Id, user => UserItem.Of(user, places: null)), ConsoleJson.Relaxed.PageUserItem);
    }

    internal static Task<IResult> Get(HttpContext context, long id, UserDirectory directory, MembershipRepository memberships) => ShowAsync(context, id, directory, memberships);

    internal static async Task<IResult> Confirm(
        HttpContext context, long id, SuperAdminCaller caller, SuperAdminChanges changes, UserDirectory directory, MembershipRepository memberships)
        => await changes.ConfirmAsync(caller.Actor, id, context.RequestAborted) ? await ShowAsync(context, id, directory, memberships) : NotThere(id);

    internal static async Task<IResult> SignOut(
        HttpContext context, long id, SuperAdminCaller caller, SuperAdminChanges changes, UserDirectory directory, MembershipRepository memberships)
    {
        var own = caller.SignedIn.User.Id == id ? caller.SignedIn.Session.Id : null;
        return await changes.SignOutAsync(caller.Actor, id, own, context.RequestAborted) is not null ? await ShowAsync(context, id, directory, memberships) : NotThere(id);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, long id, UserDirectory directory, MembershipRepository memberships)
    {
        if (await directory.FindAsync(id, context.RequestAborted) is not { } user)
        {
            return NotThere(id);
        }

        var places = await memberships.OfUserAsync(id, context.RequestAborted);
        return ConsoleResults.Json(
            context,
            UserItem.Of(user, [.. places.Select(place => new UserPlace(place.Account.Id, place.Account.Name, place.Membership.Role, place.Account.IsSuspended))]),
            ConsoleJson.Relaxed.UserItem);
    }

    private static IResult NotThere(long id) => ConsoleResults.NotThere(FormattableString.Invariant($"user {id}"));
}
