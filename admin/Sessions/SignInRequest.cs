using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;
using OneLink.Admin.SecondFactors;

namespace OneLink.Admin.Sessions;

/// <summary><c>{email, password, code?}</c>, or <c>{email, ssoAuthToken}</c> with the token of a sign-in link.</summary>
internal sealed record SignInRequest(string Email, string? Password, string? SsoAuthToken, string? Code)
{
    public const int MaxEmail = 255;

    /// <summary>Well above what a password may have; longer ones are not worth hashing.</summary>
    public const int MaxSecret = 256;

    private static readonly string[] Known = SessionSchema.Sent.Names;

    /// <returns>Null where something is wrong with it; then <paramref name="errors"/> says what.</returns>
    public static SignInRequest? Read(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        if (!fields.IsObject(body, ""))
        {
            return null;
        }

        string? email = null, password = null, token = null, code = null;
        foreach (var (name, value) in fields.Members(body, "", Known))
        {
            _ = name switch
            {
                "email" => fields.Text(value, name, MaxEmail, out email),
                "password" => fields.Text(value, name, MaxSecret, out password),
                "code" => fields.Text(value, name, SecondFactorRequest.MaxCode, out code),
                _ => fields.Text(value, name, MaxSecret, out token),
            };
        }

        if (string.IsNullOrWhiteSpace(email) && !errors.ByPath.ContainsKey("email"))
        {
            errors.Add("email", "is required.");
        }

        if (string.IsNullOrEmpty(password) == string.IsNullOrEmpty(token) && !errors.ByPath.ContainsKey("password") && !errors.ByPath.ContainsKey("ssoAuthToken"))
        {
            errors.Add("password", "is required, or else ssoAuthToken; not both.");
        }

        if (!string.IsNullOrWhiteSpace(code) && !string.IsNullOrEmpty(token))
        {
            errors.Add("code", "belongs beside a password, not a sign-in link.");
        }

        return errors.Any ? null : new SignInRequest(email!.Trim().ToLowerInvariant(), password, token, string.IsNullOrWhiteSpace(code) ? null : code);
    }
}
