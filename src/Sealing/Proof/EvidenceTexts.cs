using Flexportal.Domain.Signing;

namespace Flexportal.Sealing.Proof;

/// <summary>Every text of others that is printed, with the name of its member.</summary>
internal static class EvidenceTexts
{
    public static IEnumerable<(string Member, string Text)> All(TransactionEvidence evidence, ProofLook look)
    {
        yield return ("signer.name", evidence.Signer.Name);
        yield return ("signer.email", evidence.Signer.Email);
        yield return ("signer.id", evidence.Signer.Id);
        yield return ("signer.ip", evidence.Signer.Ip);
        yield return ("signer.signature", evidence.Signer.Signature);
        yield return ("title", evidence.Title);
        yield return ("file.name", evidence.File.Name);
        yield return ("file.sha256", evidence.File.Sha256);
        yield return ("transactionId", evidence.TransactionId);
        yield return ("agency.name", evidence.Agency.Name);
        yield return ("agency.id", evidence.Agency.Id);
        yield return ("look.agencyName", look.AgencyName);
        yield return ("offeredBy", evidence.OfferedBy);
        yield return ("signIn.name", evidence.SignIn.Name);
        yield return ("signIn.email", evidence.SignIn.Email);
        yield return ("signIn.loginName", evidence.SignIn.LoginName);
        yield return ("signIn.accountId", evidence.SignIn.AccountId);
        yield return ("signIn.ip", evidence.SignIn.Ip);
        yield return ("signIn.role", evidence.SignIn.Role);
        yield return ("signIn.number", evidence.SignIn.Number ?? "");
        yield return ("verification.method", evidence.Verification?.Method ?? "");
        yield return ("verification.sentTo", evidence.Verification?.SentTo ?? "");
        foreach (var consent in evidence.Consents)
        {
            yield return ("consents.language", consent.Language);
            yield return ("consents.text", consent.Text);
        }
    }
}
