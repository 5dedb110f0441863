namespace OneLink.Admin.Idempotency;

/// <summary>Metadata of an endpoint whose answer shows a secret, which is to be readable nowhere afterwards.</summary>
internal sealed class SecretAnswer;
