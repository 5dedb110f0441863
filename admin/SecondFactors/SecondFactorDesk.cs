using System.Globalization;
using System.Security.Cryptography;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Database;
using OneLink.Admin.Users;

namespace OneLink.Admin.SecondFactors;

/// <summary>
/// The rules of the second step: a code counts in its own half minute and the ones beside it, once; where it was used is kept
/// in the database, which all admins share. A recovery code counts once, whenever.
/// </summary>
internal sealed class SecondFactorDesk(SecondFactorRepository factors, TokenSeal seal, IDatabase database, TimeProvider clock)
{
    /// <summary>Whether a person is asked for a code.</summary>
    public async Task<bool> IsOnAsync(long userId, CancellationToken cancellationToken)
        => await factors.FindAsync(userId, cancellationToken) is { ConfirmedAt: not null };

    /// <summary>Makes a secret for a device; nobody is asked for its codes until one has come back.</summary>
    /// <returns>The secret in Base32; null where the person has a device that is confirmed.</returns>
    public async Task<string?> BeginAsync(User user, CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        var factor = new SecondFactor
        {
            UserId = user.Id,
            SealedSecret = seal.Seal(Binding(user.Id), Convert.ToBase64String(secret)),
            CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        return await database.WriteAsync(scope => SecondFactorRepository.PutAsync(scope, factor), cancellationToken) == 1 ? Base32.Encode(secret) : null;
    }

    /// <summary>Turns it on by a code of the device.</summary>
    /// <returns>The recovery codes, shown this once; null where the code is wrong, or nothing was begun.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(User user, string code, CancellationToken cancellationToken)
    {
        if (await factors.FindAsync(user.Id, cancellationToken) is not { ConfirmedAt: null } factor || StepOf(factor, code) is not { } step)
        {
            return null;
        }

        var codes = NewCodes();
        return await database.WriteAsync(
            async scope =>
            {
                if (await SecondFactorRepository.UseStepAsync(scope, factor, step) != 1
                    || await SecondFactorRepository.ConfirmAsync(scope, factor, clock.GetUtcNow().ToUnixTimeMilliseconds()) != 1)
                {
                    scope.Rollback();
                    return null;
                }

                await SecondFactorRepository.ReplaceCodesAsync(scope, user.Id, codes.Select(static each => RecoveryCode.HashOf(each)!));
                return codes;
            },
            cancellationToken);
    }

    /// <summary>Uses up a code, the device's or one for recovery.</summary>
    /// <returns>False where it is wrong, or was used.</returns>
    public async Task<bool> UseAsync(long userId, string code, CancellationToken cancellationToken)
    {
        if (RecoveryCode.HashOf(code) is { } codeHash)
        {
            return await database.WriteAsync(scope => SecondFactorRepository.UseCodeAsync(scope, userId, codeHash), cancellationToken) == 1;
        }

        return await factors.FindAsync(userId, cancellationToken) is { ConfirmedAt: not null } factor
            && StepOf(factor, code) is { } step
            && await database.WriteAsync(scope => SecondFactorRepository.UseStepAsync(scope, factor, step), cancellationToken) == 1;
    }

    /// <summary>New recovery codes in place of those before.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(long userId, CancellationToken cancellationToken)
    {
        var codes = NewCodes();
        await database.WriteAsync(
            async scope =>
            {
                await SecondFactorRepository.ReplaceCodesAsync(scope, userId, codes.Select(static each => RecoveryCode.HashOf(each)!));
                return codes.Count;
            },
            cancellationToken);
        return codes;
    }

    /// <returns>False where there was nothing to turn off.</returns>
    public async Task<bool> TurnOffAsync(long userId, CancellationToken cancellationToken)
        => await database.WriteAsync(scope => SecondFactorRepository.DeleteAsync(scope, userId), cancellationToken) == 1;

    private long? StepOf(SecondFactor factor, string code)
        => Totp.MatchingStep(
            Convert.FromBase64String(seal.Open(Binding(factor.UserId), factor.SealedSecret)),
            string.Concat(code.Where(static each => !char.IsWhiteSpace(each))),
            clock.GetUtcNow());

    private static List<string> NewCodes() => [.. Enumerable.Range(0, RecoveryCode.Count).Select(static _ => RecoveryCode.New())];

    private static string Binding(long userId) => string.Create(CultureInfo.InvariantCulture, $"second factor of user:{userId}");
}
