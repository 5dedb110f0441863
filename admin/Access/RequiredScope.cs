namespace OneLink.Admin.Access;

/// <summary>The scope an endpoint asks for: named in the 403, and in the API description.</summary>
internal sealed record RequiredScope(string Name);
