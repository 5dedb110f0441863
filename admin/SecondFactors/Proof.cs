using OneLink.Admin.Hosting;
using OneLink.Admin.Json;
using OneLink.Admin.Limits;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.SecondFactors;

/// <summary>Asks somebody who is signed in to show again who he is, as often as failures to sign in are let pass.</summary>
internal sealed class Proof(PasswordCheck passwords, SignInLimits limits, AdminSettings settings)
{
    /// <param name="context">The request, whose body shows it.</param>
    /// <param name="signedIn">Who is asked.</param>
    /// <param name="shape">What is asked for.</param>
    /// <param name="takesCode">Uses up the code; asked only when all else is right.</param>
    /// <returns>What was shown, or why that is not enough.</returns>
    public async Task<(SecondFactorRequest? Shown, Problem? Problem)> AskAsync(
        HttpContext context, SignedIn signedIn, ApiObject shape, Func<SecondFactorRequest, Task<bool>>? takesCode = null)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return (null, problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (SecondFactorRequest.Read(body.Root, shape, errors) is not { } shown)
            {
                return (null, KnownProblems.InvalidFields(errors));
            }

            var network = CallerNetwork.Of(ClientAddress.Of(context, settings.Proxies));
            var tries = await limits.TakeAsync(signedIn.User.Email, network, context.RequestAborted);
            if (!tries.IsAdmitted)
            {
                return (null, KnownProblems.TooManyRequests("Too many tries to sign in failed.", RateLimitHeaders.Seconds(tries.RetryAfter)));
            }

            if (shape.Names.Contains("password", StringComparer.Ordinal) && !await passwords.MatchesAsync(signedIn.User, shown.Password, context.RequestAborted))
            {
                errors.Add("password", signedIn.User.PasswordHash.Length > 0 ? "is wrong." : "is needed, and this person has none yet.");
                return (null, KnownProblems.InvalidFields(errors));
            }

            if (takesCode is not null && !await takesCode(shown))
            {
                errors.Add("code", "is wrong, or was used already. Wait for the device's next one.");
                return (null, KnownProblems.InvalidFields(errors));
            }

            await limits.GiveBackAsync(signedIn.User.Email, network, CancellationToken.None);
            return (shown, null);
        }
    }
}
