namespace OneLink.Admin.Surfaces.Application;

/// <summary>Marks the few endpoints that a bot's token opens.</summary>
internal sealed class BotsAllowed;
