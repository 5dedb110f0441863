using OneLink.Admin.Problems;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.SuperAdmin;

/// <summary><c>POST /confirm</c>: the password again, after which things can be changed for a while.</summary>
internal static class ConfirmationEndpoint
{
    private const string Password = "password";

    private static readonly string[] Fields = [Password];

    public static void Map(IEndpointRouteBuilder console) => console.MapPost("/confirm", Confirm).WithMetadata(PasswordNotNeeded.Instance);

    internal static async Task<IResult> Confirm(HttpContext context, SuperAdminCaller caller, SignInDesk desk)
    {
        string? password = null;
        if (await ConsoleBody.ReadAsync(context, Fields, (fields, name, value) => fields.Text(value, name, SignInRequest.MaxSecret, out password)) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrEmpty(password))
        {
            return ConsoleResults.Invalid(Password, "is required.");
        }

        var (isRight, problem) = await desk.ConfirmAsync(context, caller.SignedIn, password);
        return problem is not null ? new ProblemResult(problem)
            : isRight ? ConsoleResults.Done()
            : ConsoleResults.Invalid(Password, "is wrong.");
    }
}
