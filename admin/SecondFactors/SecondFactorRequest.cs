using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.SecondFactors;

/// <summary>What a person shows of himself: the password, a code, or both, as the call asks for.</summary>
internal sealed record SecondFactorRequest(string Password, string Code)
{
    /// <summary>A recovery code with its hyphens, and room for spaces.</summary>
    public const int MaxCode = 40;

    /// <param name="body">Of the request.</param>
    /// <param name="shape">What is asked for: every field of it.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>Null where something is.</returns>
    public static SecondFactorRequest? Read(JsonElement body, ApiObject shape, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        if (!fields.IsObject(body, ""))
        {
            return null;
        }

        string? password = null, code = null;
        foreach (var (name, value) in fields.Members(body, "", shape.Names))
        {
            _ = name is "password" ? fields.Text(value, name, SignInRequest.MaxSecret, out password) : fields.Text(value, name, MaxCode, out code);
        }

        foreach (var name in shape.Names.Where(name => string.IsNullOrWhiteSpace(name is "password" ? password : code) && !errors.ByPath.ContainsKey(name)))
        {
            errors.Add(name, "is required.");
        }

        return errors.Any ? null : new SecondFactorRequest(password ?? "", code ?? "");
    }
}
