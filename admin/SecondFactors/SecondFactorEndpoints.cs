using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Links.Qr;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;
using OneLink.Admin.Sessions;
using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.SecondFactors;

/// <summary>A person's own second step. Who changes it shows the password again: a browser left open is not enough.</summary>
internal static class SecondFactorEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var totp = routes.MapGroup("/totp").WithTags("Sessions").AdmittedBy(routes.ServiceProvider.GetRequiredService<SessionGate>());
        totp.MapGet("", Get).Describe(SecondFactorOperations.Get);
        totp.MapPost("", Begin).Describe(SecondFactorOperations.Begin);
        totp.MapPost("/confirm", Confirm).Describe(SecondFactorOperations.Confirm);
        totp.MapPost("/recovery-codes", RenewCodes).Describe(SecondFactorOperations.RenewCodes);
        totp.MapPost("/disable", TurnOff).Describe(SecondFactorOperations.TurnOff);
    }

    internal static async Task<JsonHttpResult<SecondFactorResponse>> Get(HttpContext context, SignedIn signedIn, SecondFactorRepository factors)
    {
        var factor = await factors.FindAsync(signedIn.User.Id, context.RequestAborted);
        return TypedResults.Json(
            factor is { ConfirmedAt: { } at }
                ? new SecondFactorResponse(true, DateTimeOffset.FromUnixTimeMilliseconds(at), await factors.CountCodesAsync(signedIn.User.Id, context.RequestAborted))
                : new SecondFactorResponse(false, null, 0),
            SecondFactorJson.Default.SecondFactorResponse);
    }

    internal static async Task<Results<JsonHttpResult<NewSecondFactorResponse>, ProblemResult>> Begin(
        HttpContext context, SignedIn signedIn, SecondFactorDesk desk, Proof proof)
    {
        var (_, problem) = await proof.AskAsync(context, signedIn, SecondFactorSchema.ByPassword);
        if (problem is not null)
        {
            return new ProblemResult(problem);
        }

        if (await desk.BeginAsync(signedIn.User, context.RequestAborted) is not { } secret)
        {
            return new ProblemResult(KnownProblems.SecondFactorIsOn());
        }

        var uri = Totp.Uri(secret, signedIn.User.Email);
        var options = new QrOptions();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new NewSecondFactorResponse(secret, uri, Encoding.UTF8.GetString(QrSvg.Write(new QrModules(uri, options.Level), options))),
            SecondFactorJson.Default.NewSecondFactorResponse,
            statusCode: StatusCodes.Status201Created);
    }

    internal static async Task<Results<JsonHttpResult<RecoveryCodesResponse>, ProblemResult>> Confirm(
        HttpContext context, SignedIn signedIn, SecondFactorDesk desk, Proof proof)
    {
        IReadOnlyList<string>? codes = null;
        var (_, problem) = await proof.AskAsync(
            context,
            signedIn,
            SecondFactorSchema.ByCode,
            async shown => (codes = await desk.ConfirmAsync(signedIn.User, shown.Code, context.RequestAborted)) is not null);
        return problem is null ? Codes(context, codes!) : new ProblemResult(problem);
    }

    internal static async Task<Results<JsonHttpResult<RecoveryCodesResponse>, ProblemResult>> RenewCodes(
        HttpContext context, SignedIn signedIn, SecondFactorDesk desk, Proof proof)
        => await RefuseAsync(context, signedIn, desk, proof) is { } problem
            ? new ProblemResult(problem)
            : Codes(context, await desk.RenewCodesAsync(signedIn.User.Id, context.RequestAborted));

    internal static async Task<Results<NoContent, ProblemResult>> TurnOff(HttpContext context, SignedIn signedIn, SecondFactorDesk desk, Proof proof)
    {
        if (await RefuseAsync(context, signedIn, desk, proof) is { } problem)
        {
            return new ProblemResult(problem);
        }

        await desk.TurnOffAsync(signedIn.User.Id, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<Problem?> RefuseAsync(HttpContext context, SignedIn signedIn, SecondFactorDesk desk, Proof proof)
        => await desk.IsOnAsync(signedIn.User.Id, context.RequestAborted)
            ? (await proof.AskAsync(
                context, signedIn, SecondFactorSchema.ByBoth, shown => desk.UseAsync(signedIn.User.Id, shown.Code, context.RequestAborted))).Problem
            : KnownProblems.NotFound("No codes are asked for.");

    private static JsonHttpResult<RecoveryCodesResponse> Codes(HttpContext context, IReadOnlyList<string> codes)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new RecoveryCodesResponse(codes), SecondFactorJson.Default.RecoveryCodesResponse, statusCode: StatusCodes.Status201Created);
    }
}
