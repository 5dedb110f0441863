namespace OneLink.Admin.Surfaces.Application;

/// <summary>Marks endpoints that only an administrator of the account may call.</summary>
internal sealed class AdministratorsOnly;
